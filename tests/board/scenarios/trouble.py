# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts that hang, die or are not there."""
import time

from bench import check
from scenario import scenario


def reset_works(camera, mark):
    """A 9 s press wipes, restarts and opens the setup network."""
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)


@scenario
def hung_guard(bench):
    """A guard that hangs is restarted by the watchdog (R-060)."""
    camera = bench.wiped_camera()
    time.sleep(2)
    mark = camera.console.mark()
    begun = time.monotonic()
    camera.agent.run("kill -STOP $(busybox pidof pinhole-guard)")
    camera.monitor.wait_count("WATCHDOG", 1, 60)
    bench.figure("hang to restart", time.monotonic() - begun)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)


@scenario
def dead_guard(bench):
    """A guard that dies takes the board down with it, and it comes back."""
    camera = bench.wiped_camera()
    mark = camera.console.mark()
    camera.agent.run("kill -KILL $(busybox pidof pinhole-guard)")
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)


@scenario
def hung_camera(bench):
    """A camera process that hangs is ended and started again, and the board does not restart for that (R-060, R-105)."""
    camera = bench.wiped_camera()
    camera.console.wait("the camera's page is at")  # before that the guard vouches for it
    time.sleep(2)
    mark = camera.console.mark()
    begun = time.monotonic()
    camera.agent.run("kill -STOP $(busybox pidof pinhole-camera)")
    camera.wait_event("camera_exited", mark)
    bench.figure("hang to its end", time.monotonic() - begun)
    camera.wait_command("start_camera", mark)
    camera.wait_event("camera_heartbeat", camera.console.mark())
    check(camera.boots() == 1, "the board restarted")


@scenario
def press_with_the_camera_killed(bench):
    """The button works while the camera process dies again and again, and the board never restarts for that (R-011, R-060)."""
    camera = bench.wiped_camera()
    camera.wait_command("start_camera")
    mark = camera.console.mark()
    camera.agent.run("(while :; do kill -KILL $(busybox pidof pinhole-camera); sleep 0.5; done) >/dev/null 2>&1 &")
    camera.wait_event("camera_exited", mark)
    reset_works(camera, mark)
    check(camera.monitor.count("WATCHDOG") == 0, "the watchdog restarted the board")


@scenario
def press_with_a_full_disk(bench):
    """The button works while the owner's storage is full (R-017)."""
    camera = bench.wiped_camera()
    camera.agent.run("cat /dev/zero > /run/pinhole/data/full 2>/dev/null; busybox sync; true", seconds=300)
    reset_works(camera, camera.console.mark())
    check("full" not in camera.agent.text("ls /run/pinhole/data"), "the file is still there")


@scenario
def press_with_a_corrupt_database(bench):
    """The button works while the settings cannot be read (R-017)."""
    camera = bench.wiped_camera()
    camera.wait_event("camera_heartbeat")
    mark = camera.console.mark()
    camera.agent.run("for file in /run/pinhole/data/*.db /run/pinhole/data/*.sqlite; do [ -f $file ] && echo broken > $file; done; "
                     "kill -KILL $(busybox pidof pinhole-camera)")
    camera.wait_event("camera_exited", mark)
    reset_works(camera, mark)


@scenario
def access_point_killed(bench):
    """A setup network whose hostapd dies comes back."""
    bench.home  # pylint: disable=pointless-statement
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    camera.agent.run("kill -KILL $(busybox pidof hostapd)")
    bench.home.phone.leave()
    time.sleep(3)
    bench.phone_joins_setup()
