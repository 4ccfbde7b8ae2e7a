# SPDX-License-Identifier: GPL-2.0-or-later
"""The button, from the contact to what is left on the disk."""
import json
import os
import signal
import subprocess
import threading

from harness import BIN, PATIENCE, board, ctl, expect, furnish, tree


def wiped(one, key, factory):
    """The camera is as new: another key, no owner, nothing in the folder but its marker (R-031 to R-047)."""
    one.wait_guard(reset="operational", provision="setup", setup_open=True, owned=False, camera_beats=True)
    vault = one.vault()
    expect(vault[2] != key and len(vault[2]) == 48, "the key is still the old one")
    expect(vault[3][0] == 0 and not any(vault[3][2:]), "something of the owner is left in the vault")
    for sector in range(4):
        expect(key[:32] not in one.sectors("vault"), f"the old key is still in the vault ({sector})")
    expect(set(tree(one.state / "data")) == {".pinhole"}, f"left in the folder: {tree(one.state / 'data')}")
    expect((one.state / "factory.json").read_bytes() == factory, "what the factory wrote has changed")


def unchanged(one, before):
    """No stored byte has changed (R-056)."""
    now = (one.sectors("vault"), one.sectors("journal"), tree(one.state / "data"))
    expect(now == before, "something stored has changed")


def stored(one):
    furnish(one)
    return one.sectors("vault"), one.sectors("journal"), tree(one.state / "data")


# a press of nine seconds makes a new camera of it
def test_press_of_9_s_wipes():
    with board() as one:
        one.claimed()
        furnish(one)
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        wiped(one, key, factory)
        expect(one.look()["disk"]["hazards"] == 0, "something counted as durable that was not")


# again, on a camera that is new already; R-018: with a contact that bounces
def test_reset_again_with_bounce():
    with board() as one:
        one.setup_ready()
        for again in range(2):
            key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
            boots = one.look()["boots"]
            one.press(10, bounce_ms=25, bounces=12)
            one.wait_boots(boots + 1)
            wiped(one, key, factory)


# let go while the light flashes rapidly: cancelled, and nothing has happened
def test_press_of_6_s_cancels():
    with board() as one:
        one.claimed()
        before = stored(one)
        boots = one.look()["boots"]
        one.press(6, bounce_ms=20)
        one.wait_passed(light="armed")
        one.wait_passed(light="cancelled")
        one.wait_guard(light="online")
        expect(one.look()["boots"] == boots, "the board restarted")
        unchanged(one, before)


# a restart that changes no stored byte, and rejoins the stored network
def test_press_of_3_s_restarts():
    with board() as one:
        one.claimed()
        before = stored(one)
        boots = one.look()["boots"]
        one.press(3, bounce_ms=10)
        one.wait_boots(boots + 1)
        expect(one.look()["cause"] == "button", "the cause is not the button")
        one.wait_guard(reset="operational", provision="online", owned=True)
        expect(one.look()["wifi"]["station"] == "joined", "the network was not joined again")
        unchanged(one, before)


def test_press_of_half_a_second_does_nothing():
    with board() as one:
        one.claimed()
        light = one.wait_guard(provision="online", light="online")["light"]
        before = stored(one)
        boots = one.look()["boots"]
        one.press_and_wait(0.5, bounce_ms=10)
        one.clock(3)
        expect(one.look()["boots"] == boots, "the board restarted")
        expect(one.guard()["light"] == light, "the light is not as before")
        unchanged(one, before)


# a stuck contact shows a fault and wipes nothing, then or when it opens
def test_stuck_contact_wipes_nothing():
    with board() as one:
        one.claimed()
        before = stored(one)
        boots = one.look()["boots"]
        one.press(25)
        one.wait_passed(light="ready")
        one.wait_passed(light="fault")
        one.wait_guard(light="online")
        one.clock(3)
        expect(one.look()["boots"] == boots, "the board restarted")
        unchanged(one, before)


# a contact that is closed when the power comes means nothing, however long
def test_held_at_power_up_does_nothing():
    with board() as one:
        one.claimed()
        before = stored(one)
        for seconds in (14, 30, 60, 120, 240):
            one.press(seconds)
            one.clock(0.5)
            boots = one.look()["boots"] + 1
            one.order("power-cut", off_ms=500)
            one.wait_boots(boots)
            one.wait_guard(reset="operational", camera_beats=True)
            if one.look()["closed"]:
                break  # else the machine was so slow that the contact opened before the camera was up
        expect(one.look()["closed"], "the contact opened too early for this test")
        one.wait_for(lambda: not one.look()["closed"], "the contact to open")
        one.clock(2)
        expect(one.look()["boots"] == boots, "the board restarted")
        unchanged(one, before)


# the edges of each window, exactly, whatever the machine is doing
def test_windows_are_exact():
    with board() as one:
        one.setup_ready()
        for seconds, signal in ((0.999, "released"), (1.001, "restart"), (4.999, "restart"), (5.001, "cancelled"),
                                (7.999, "cancelled"), (8.001, "factory_reset"), (19.999, "factory_reset"),
                                (20.001, "unstuck")):
            one.setup_ready()
            seen, boots = len(one.lines), one.look()["boots"]
            one.press(seconds)
            one.wait_for(lambda: any(f"button: {signal}" in line for line in one.lines[seen:]),
                         f"{signal} after {seconds} s")
            others = [line for line in one.lines[seen:] if "button: " in line and line.split("button: ")[1] in
                      ("released", "restart", "cancelled", "factory_reset", "unstuck", "broken")]
            expect(len(others) == 1, f"{seconds} s: {others}")
            if signal in ("restart", "factory_reset"):
                one.wait_boots(boots + 1)


def hold_while_storing(one, seconds, signal):
    """The disk stalls while an owner is being stored, and the button is held: the loop must not wait."""
    one.setup_ready()
    one.order("disk-stall", ms=3600000)
    one.claim()
    one.wait_passed(provision="storing")
    one.press(seconds)
    one.wait_passed(light="armed")
    one.wait_for(lambda: one.said(f"button: {signal}"), signal)
    expect(one.look()["disk"]["stalled"], "the disk did not stall long enough for this test")
    expect(one.vault()[3][0] == 0, "the owner was stored on a stalled disk")
    one.order("disk-stall", ms=0)


# A millisecond more or less than 8 s still decides, and the reset comes when the disk is back: after the owner was
# stored, since what has begun is ended first, and before anything can be done with that
def test_stalled_disk_leaves_a_hold_exact():
    with board() as one:
        hold_while_storing(one, 7.999, "cancelled")
        one.wait_guard(owned=True, reset="operational")
        expect(one.look()["boots"] == 1, "the board restarted")
    with board() as one:
        hold_while_storing(one, 8.001, "factory_reset")
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        wiped(one, key, factory)


# A stalled disk at boot: the records are not read yet, and the button is watched all the same
def test_stalled_disk_at_boot():
    with board() as one:
        one.claimed()
        furnish(one)
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.order("disk-stall", ms=3600000)
        one.order("power-cut", off_ms=100)
        one.wait_guard(reset="starting")
        one.press(9)
        one.wait_said("button: factory_reset")
        expect(one.look()["disk"]["stalled"], "the disk did not stall long enough for this test")
        one.order("disk-stall", ms=0)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        wiped(one, key, factory)


# The panel holds the button for as long as somebody refreshes it, and no longer
def test_panel_lets_go_when_nobody_holds():
    with board() as one:
        one.setup_ready()
        one.wait_for(lambda: one.order("contact", closed=True) or one.look()["closed"], "the contact to close")
        expect("error" in one.ask("press", ms=1000), "a second finger on the button")
        one.wait_for(lambda: not one.look()["closed"], "the contact to open by itself")


# A camera process that crashes again and again never disturbs a hold
def test_crash_looping_camera_does_not_disturb_a_hold():
    with board(camera_arguments=["--crash", "200"]) as one:
        one.wait_guard(reset="operational", provision="setup")
        one.wait_for(lambda: one.guard()["camera_restarts"] >= 2, "some crashes")
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup", owned=False)
        expect(one.vault()[2] != key, "the key is still the old one")
        expect((one.state / "factory.json").read_bytes() == factory, "what the factory wrote has changed")


# A camera process that ignores SIGTERM is ended by force, and the reset goes on
def test_deaf_camera_does_not_stop_a_reset():
    with board(camera_arguments=["--deaf"]) as one:
        one.setup_ready()
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        wiped(one, key, factory)


# links are removed and never followed
def test_wipe_follows_no_link():
    with board() as one:
        one.setup_ready()
        outside = one.folder / "outside"
        outside.mkdir()
        (outside / "precious").write_text("not the camera's")
        data = one.state / "data"
        os.symlink(outside, data / "link")
        os.symlink("../../outside/precious", data / "file")
        os.symlink("/nowhere", data / "dangling")
        key, factory = one.vault()[2], (one.state / "factory.json").read_bytes()
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        wiped(one, key, factory)
        expect((outside / "precious").read_text() == "not the camera's", "the wipe went through a link")


# pinholectl presses the same button
def test_ctl_presses():
    with board() as one:
        one.setup_ready()
        one.marked = len(one.reports)
        status, _, errors = ctl(one, "press", "6s", "--bounce", "5")
        expect(status == 0, errors)
        one.wait_passed(light="cancelled")


# pinholectl watch shows the light and the button as they change, in words and as JSON
def test_ctl_watches():
    for json_option in ([], ["--json"]):
        with board() as one:
            one.setup_ready()
            watch = subprocess.Popen([str(BIN / "pinholectl"), "--state", str(one.state), *json_option, "watch"],
                                     stdout=subprocess.PIPE, text=True)
            seen = set()

            def read():
                for line in watch.stdout:
                    seen.add(json.loads(line)["event"] if json_option else line.split()[0])

            def pressed():
                """Press again and again: it may have begun to watch after a press."""
                if not one.look()["closed"]:
                    one.ask("press", ms=500)
                return {"light", "guard"} <= seen

            reader = threading.Thread(target=read, daemon=True)
            reader.start()
            one.wait_for(pressed, "light and guard to be told")
            watch.send_signal(signal.SIGINT)
            expect(watch.wait(PATIENCE) == 0, f"watch ended with {watch.returncode}")
            reader.join(PATIENCE)
            watch.stdout.close()
