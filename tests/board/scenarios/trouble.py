# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts that hang, die or are not there."""
import time

from bench import check
from scenario import scenario


@scenario
def hung_guard(bench):
    """A guard that hangs is restarted by the watchdog, and the next start is told so (R-060)."""
    camera = bench.wiped_camera()
    time.sleep(2)
    mark = camera.console.mark()
    begun = time.monotonic()
    camera.agent.run("kill -STOP $(pidof pinhole-guard)")
    camera.monitor.wait_count("WATCHDOG", 1, 60)
    bench.figure("hang to restart", time.monotonic() - begun)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)


@scenario
def press_with_the_camera_killed(bench):
    """The button works while the camera process dies again and again, and the board never restarts for that (R-011, R-060)."""
    camera = bench.wiped_camera()
    camera.wait_command("start_camera")
    mark = camera.console.mark()
    camera.agent.run("(while :; do kill -KILL $(pidof pinhole-camera); sleep 0.5; done) >/dev/null 2>&1 &")
    camera.wait_event("camera_exited", mark)
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    check(camera.monitor.count("WATCHDOG") == 0, "the watchdog restarted the board")
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)
