# SPDX-License-Identifier: GPL-2.0-or-later
"""A camera's whole life, and what a wipe leaves."""
import json
import subprocess
import time

from bench import CAMERA_NAME, OWNER_PASSWORD, check, strings_in
from home import Network
from scenario import scenario


def stream_seen(bench, phone, address, seconds=15):
    """Fetch the live picture for a while; judge it on this machine. Returns its frames."""
    phone.run(f"curl -sk --max-time {seconds} -b /tmp/phone.cookies -o /tmp/live.mp4 https://{address}/api/v1/live.mp4",
              seconds=seconds + 60, check=False)
    data = phone.agent.run("cat /tmp/live.mp4", seconds=180)[1]
    path = bench.folder / "live.mp4"
    path.write_bytes(data)
    probe = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v", "-show_entries",
                            "stream=codec_name,width,height,nb_read_frames", "-of", "json", str(path)], capture_output=True, text=True, check=False)
    check(probe.returncode == 0 and probe.stdout, f"ffprobe cannot read the {len(data)} bytes that the phone fetched: {probe.stderr[:300]}")
    stream = json.loads(probe.stdout)["streams"][0]
    check(stream["codec_name"] == "h264" and (stream["width"], stream["height"]) == (320, 180), f"the stream is {stream}")
    return int(stream["nb_read_frames"])


@scenario
def whole_life(bench):
    """Setup, stream seen by the phone, motion event, 9 s press, nothing left, setup again."""
    camera = bench.set_up()
    address = bench.camera_address()
    phone = bench.signed_in(address)
    frames = stream_seen(bench, phone, address)
    check(frames >= 10, f"the phone saw {frames} frames")
    bench.figure("frames seen", frames, "")
    bench.figure("memory in use while streaming", bench.memory_used(), "MB")
    end = time.monotonic() + 120
    while not phone.ask("GET", f"https://{address}/api/v1/events")[1].get("events"):
        check(time.monotonic() < end, "no motion event within 120 s before a picture that moves")
        time.sleep(2)
    mark = camera.console.mark()
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
    bench.phone_joins_setup()
    answer = bench.wait_page(phone)
    check(answer["claimed"] is False, f"after the reset the status is {answer}")
    status, answer = bench.claim(Network())
    check(status == 202, f"the next owner's claim is answered {status}: {answer}")
    camera.wait_step("the owner is stored", lambda step: step.event == "store_done" and step.argument == 9, mark)


@scenario
def press_during_streaming(bench):
    """A 9 s press while a phone watches: the stream ends, the camera is wiped and opens its setup network (R-011)."""
    camera = bench.claimed_camera()
    camera.wait_light("online")
    address = bench.camera_address()
    phone = bench.signed_in(address)
    phone.run(f"curl -sk --max-time 900 -b /tmp/phone.cookies -o /tmp/live.mp4 https://{address}/api/v1/live.mp4 >/dev/null 2>&1 &")
    phone.agent.run("i=0; until [ $(cat /tmp/live.mp4 2>/dev/null | wc -c) -gt 20000 ] || [ $i -gt 100 ]; do sleep 1; i=$((i+1)); done; "
                    "[ $i -le 100 ]", seconds=180)
    mark = camera.console.mark()
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
    phone.agent.run("killall curl", check=False)


@scenario
def press_during_join(bench):
    """A 9 s press while the camera tries a network: it is wiped, and nobody owns it (R-011, R-044)."""
    network = Network(addresses=False)  # it is tried for long
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    status, answer = bench.claim(network)
    check(status == 202, f"the claim is answered {status}: {answer}")
    mark = camera.console.mark()
    camera.press()
    camera.wait_light("ready", mark)
    tried = [step.event for step in camera.steps(mark)]
    check("join_failed" not in tried and "join_succeeded" not in tried, "the join was over before the press was")
    camera.release()
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
    bench.phone_joins_setup()
    answer = bench.wait_page(bench.home.phone)
    check(answer["claimed"] is False, f"after the reset the status is {answer}")


@scenario
def wipe_leaves_nothing(bench):
    """After a factory reset the raw disk has none of the owner's strings, and the old vault is nowhere (R-041, R-046)."""
    camera = bench.claimed_camera()
    before = bench.vault()
    words = {"the network's name": b"HomeNet", "its password": b"correct horse battery", "the camera's name": CAMERA_NAME.encode(),
             "the owner's password": OWNER_PASSWORD.encode(), "a password hash": b"$argon2id$"}
    mark = camera.console.mark()
    time.sleep(2)
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
    camera.cut()
    found = strings_in(camera.disk, list(words.values()))
    check(not found, f"the disk still has {', '.join(what for what, word in words.items() if word in found)}")
    blocks = {before[at:at + 512] for at in range(0, len(before), 512)} - {bytes(512)}
    left = strings_in(camera.disk, sorted(blocks)[::32])
    check(len(blocks) > 100 and not left, f"{len(left)} of the old vault's sectors are still on the disk")


@scenario
def soft_restart_keeps_all(bench):
    """A 3 s press restarts into the same network with the same owner (R-055 to R-057)."""
    camera = bench.claimed_camera()
    before = bench.vault()
    mark = camera.console.mark()
    time.sleep(1)
    camera.hold(3)
    camera.wait_boot(2)
    camera.wait_step("the home network is joined", lambda step: step.event in ("join_succeeded", "link_restored"), mark)
    camera.cut()
    check(bench.vault() == before, "a restart changed the vault")


@scenario
def plug_pulled(bench):
    """A camera whose plug was pulled comes back by itself (R-058)."""
    bench.claimed_camera()
    camera = bench.restart()
    camera.wait_step("the home network is joined", lambda step: step.event in ("join_succeeded", "link_restored"))
