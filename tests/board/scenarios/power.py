# SPDX-License-Identifier: GPL-2.0-or-later
"""The plug is pulled at moments that nobody chose."""
import random
import time

from bench import check
from home import Network
from scenario import scenario

TIMES = 20


@scenario
def cut_during_wipes(bench):
    """The power fails at 20 random moments of a wipe; the next start always ends in a wiped camera (R-043, R-044)."""
    moments = random.Random(20)
    claimed = bench.claimed()
    resumed = 0
    for number in range(TIMES):
        camera = bench.start(claimed)
        camera.wait_command("open_storage")
        mark = camera.console.mark()
        time.sleep(1)
        camera.hold(9)
        intent = camera.wait_step("the intent is durable", lambda step: step.event == "store_done" and step.argument == 1, mark)
        if number % 2:
            camera.wait_boot(2)
        time.sleep(moments.uniform(0, 3))
        check(intent.boot == 0, "the intent was not written in the first start")
        camera = bench.restart()
        camera.wait_command("open_setup_network")
        resumed += any(step.ordered("destroy_key") for step in camera.steps())
        check(not any(step.ordered("join_home") for step in camera.steps()), f"cut {number + 1}: the old owner is back")
        camera.cut()
    bench.figure("wipes resumed", resumed, f"of {TIMES}")


@scenario
def cut_during_setups(bench):
    """The power fails at 20 random moments of a setup; the camera is then owned or not, and starts either way (R-061)."""
    moments = random.Random(21)
    network = Network()
    owned = 0
    for number in range(TIMES):
        bench.home.router.start(network)
        camera = bench.wiped_camera()
        bench.phone_joins_setup()
        status, answer = bench.claim(network)
        check(status == 202, f"cut {number + 1}: the claim is answered {status}: {answer}")
        time.sleep(moments.uniform(0, 15))
        camera = bench.restart()
        step = camera.wait_step("setup or the home network is chosen",
                                lambda each: each.ordered("open_setup_network") or each.ordered("join_home"))
        owned += step.ordered("join_home")
        camera.cut()
    bench.figure("owned afterwards", owned, f"of {TIMES}")
