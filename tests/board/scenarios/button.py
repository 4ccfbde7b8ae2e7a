# SPDX-License-Identifier: GPL-2.0-or-later
"""The button: every length of a hold, at every moment."""
import time

from bench import check, check_between
from scenario import scenario

GESTURES = ("restart_board", "write_intent")


def settle(camera, seconds=3):
    """Time for what must not happen."""
    time.sleep(seconds)
    return [name for step in camera.steps() for name, _ in step.commands if name in GESTURES]


def held(camera, since=0):
    """How long the last hold was, by the times that the kernel gave its edges."""
    levels = [step for step in camera.steps(since) if step.event in ("contact_closed", "contact_open")]
    closed = opened = None
    for before, step in zip([None, *levels], levels):
        if before is None or before.event != step.event:
            closed, opened = (step.time, None) if step.event == "contact_closed" else (closed, opened or step.time)
    check(closed is not None and opened is not None, "the guard saw no closing and opening")
    return opened - closed


def ready(bench):
    camera = bench.wiped_camera()
    time.sleep(1)
    return camera, camera.console.mark()


@scenario
def hold_half_a_second(bench):
    """0.5 s does nothing (R-007)."""
    camera, mark = ready(bench)
    camera.hold(0.5)
    check(not settle(camera), "a short press did something")
    bench.figure("held", held(camera, mark))


@scenario
def hold_3_s(bench):
    """3 s restarts the board and changes nothing (R-055, R-056)."""
    camera, mark = ready(bench)
    camera.hold(3)
    camera.wait_command("restart_board", mark)
    bench.figure("held", held(camera, mark))
    boot = camera.wait_boot(2)
    check(boot.cause == 1, f"the next start was told the cause {boot.cause}, not the button")
    camera.wait_command("open_setup_network", mark)
    check(not any(step.ordered("destroy_key") for step in camera.steps(mark)), "a restart wiped")


@scenario
def hold_6_s(bench):
    """6 s is a cancelled reset, and the light says so (R-008)."""
    camera, mark = ready(bench)
    camera.hold(6)
    camera.wait_light("armed", mark)
    camera.wait_light("cancelled", mark)
    bench.figure("held", held(camera, mark))
    check(not any(step.ordered(name) for step in camera.steps(mark) for name in GESTURES), "a cancelled hold did something")


@scenario
def hold_9_s(bench):
    """9 s is a factory reset: intent, restart, wipe, setup (R-004 to R-010, R-044)."""
    camera, mark = ready(bench)
    camera.hold(9)
    camera.wait_light("ready", mark)
    intent = camera.wait_command("write_intent", mark)
    length = held(camera, mark)
    check_between(length, 8, 11, "the hold by the kernel's times, s")
    bench.figure("held", length)
    camera.wait_boot(2)
    done = camera.wait_command("clear_intent", mark)
    opened = camera.wait_command("open_setup_network", mark)
    check(intent.boot == 0 and done.boot == 1, "the wipe was not in the next start")
    bench.figure("release to setup network ordered", opened.moment - intent.moment)


@scenario
def hold_25_s(bench):
    """25 s is a stuck contact: a fault's light, and nothing else (R-020)."""
    camera, mark = ready(bench)
    camera.hold(25)
    camera.wait_light("fault", mark)
    time.sleep(2)
    check(not any(step.ordered(name) for step in camera.steps(mark) for name in GESTURES), "a stuck contact did something")
    bench.figure("held", held(camera, mark))


@scenario
def held_at_power_up(bench):
    """A contact closed from power-up on does nothing, however long (R-015, R-020)."""
    camera = bench.start(held=True)
    camera.wait_command("open_setup_network")
    mark = camera.console.mark()
    time.sleep(10)
    camera.release()
    time.sleep(2)
    check(not any(step.ordered(name) for step in camera.steps(mark) for name in GESTURES), "a contact held at power-up did something")


@scenario
def bouncing_contact(bench):
    """A worn contact that bounces at both ends gives one hold of its true length (R-018)."""
    camera, mark = ready(bench)
    camera.bounce(True)
    time.sleep(6)
    camera.bounce(False)
    camera.wait_light("cancelled", mark)
    check(not any(step.ordered(name) for step in camera.steps(mark) for name in GESTURES), "a bouncing contact did something else")


@scenario
def held_across_a_restart(bench):
    """A finger that stays on through a reset's restart is not a new press (R-020)."""
    camera, mark = ready(bench)
    camera.hold(3)
    camera.wait_command("restart_board", mark)
    camera.press()
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
    after = camera.console.mark()
    time.sleep(9)
    camera.release()
    time.sleep(2)
    check(not any(step.ordered(name) for step in camera.steps(after) for name in GESTURES), "a finger left on did something")


@scenario
def press_during_boot(bench):
    """A press that begins while the camera starts is answered with a reset (R-011, R-015)."""
    camera = bench.start()
    camera.console.wait("init: the guard is started")
    camera.wait_event("contact_open")
    time.sleep(0.2)  # once the open contact is confirmed
    camera.hold(9)
    camera.wait_command("write_intent")
    camera.wait_boot(2)
    camera.wait_command("open_setup_network")


@scenario
def light_follows_the_hold(bench):
    """On the light's own line: off while pressed, 5 Hz while armed, steady on when ready (R-023 to R-025)."""
    camera, _ = ready(bench)
    begun = time.monotonic()
    camera.hold(9.5)
    ended = time.monotonic()

    def edges(first, last):
        return [level for moment, level in camera.light_edges(begun) if begun + first <= moment < begun + last]

    pressed, armed, steady = edges(1, 4.8), edges(5.2, 7.8), edges(8.4, ended - begun - 0.1)
    check(not pressed, f"the light changed {len(pressed)} times while the button was merely pressed")
    check(13 <= len(armed) <= 39, f"the light changed {len(armed)} times in 2.6 s of armed: 26 expected")
    check(not steady, f"the light changed {len(steady)} times while ready")
    last = [level for moment, level in camera.light_edges(begun) if moment < ended - 0.1]
    check(last and last[-1], "the light was off while ready")
    bench.figure("changes in 2.6 s of armed", len(armed), "")
