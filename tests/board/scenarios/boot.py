# SPDX-License-Identifier: GPL-2.0-or-later
"""From power to the guard, and to the setup network."""
import time

from bench import check, check_between
from scenario import scenario


@scenario
def first_start(bench):
    """A camera from the factory wipes itself, watches its button early, and opens its setup network (R-015, R-053)."""
    camera = bench.start()
    userspace = camera.console.wait("init: userspace")[0]
    guard = camera.console.wait("init: the guard is started")[0]
    boot = camera.wait_event("boot")
    opened = camera.wait_command("open_setup_network")
    bench.figure("kernel to userspace", userspace)
    bench.figure("userspace to the guard's start", guard - userspace)
    first = camera.steps()[0]
    check(first.event in ("contact_open", "contact_closed"), f"the guard's first step is {first.event}")
    bench.figure("userspace to the guard watching the button", first.stamp - userspace)
    bench.figure("userspace to the records read", boot.stamp - userspace)
    bench.figure("userspace to setup network ordered", opened.stamp - userspace)
    orders = [name for step in camera.steps() for name, _ in step.commands]
    wanted = ["destroy_key", "create_key", "create_files", "verify_wipe", "clear_intent", "open_storage"]
    check([name for name in orders if name in wanted] == wanted, f"the first start's orders are {orders}")


@scenario
def figures(bench):
    """What a start takes, and how large the image is; the bench's machine is slower than any board."""
    for name, path in (("kernel", bench.files.kernel), ("initial archive", bench.files.initrd), ("root", bench.files.root)):
        bench.figure(name, path.stat().st_size / 1e6, "MB")
    bench.wiped_camera()
    time.sleep(2)
    camera = bench.restart()
    userspace = camera.console.wait("init: userspace")[0]
    watching = camera.wait_step("the contact is looked at", lambda step: step.event in ("contact_open", "contact_closed")).stamp
    up = camera.console.wait("the setup network .* is up")[0]
    bench.figure("kernel to the guard watching the button", watching)
    bench.figure("userspace to the guard watching the button", watching - userspace)
    bench.figure("kernel to the setup network on the air", up)
    bench.figure("userspace to the setup network on the air", up - userspace)
    camera.wait_event("camera_heartbeat")
    bench.figure("memory in use", bench.memory_used(), "MB")


@scenario
def setup_network(bench):
    """A phone hears and joins the setup network with the label's secret, and gets an address (R-079, R-082)."""
    bench.home  # pylint: disable=pointless-statement
    camera = bench.start()
    userspace = camera.console.wait("init: userspace")[0]
    camera.wait_command("open_setup_network")
    ssid = bench.phone_joins_setup()
    check(ssid.startswith(b"Pinhole_Camera_") and len(ssid) == 19, f"the setup network is named {ssid}")
    answer = bench.wait_page(bench.home.phone)
    check(answer.get("claimed") is False, f"the status is {answer}")
    seen = camera.wait_event("phone_seen")
    bench.figure("userspace to a phone on it", seen.stamp - userspace)
    check_between(seen.stamp - userspace, 0, 120, "a phone on the setup network, seconds after userspace")
