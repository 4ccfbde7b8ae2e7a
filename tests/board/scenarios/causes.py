# SPDX-License-Identifier: GPL-2.0-or-later
"""Networks that cannot be joined, or only in part: each cause is told apart (R-097, R-100, R-102)."""
import time

from bench import check
from home import Network
from scenario import scenario
from scenarios.setup import STORE_OWNER, fails, told

DATA = 2  # type of a frame (IEEE 802.11-2020, 9.2.4.1.3)


@scenario
def five_ghz_only(bench):
    """A network on 5 GHz, where the camera is to use 2.4 GHz alone, is told (R-097)."""
    network = Network(channel=36)
    _, message = fails(bench, network, network, "five_ghz_only", board={"bands": "2.4"})
    check("5 GHz" in message, f"the phone is told: {message}")


@scenario
def five_ghz_unheard(bench):
    """A radio without 5 GHz cannot hear it, and says of what it does not find that it may be there (R-097)."""
    network = Network(channel=36)
    # In this country's domain radios have no channel above 2.4 GHz.
    _, message = fails(bench, network, network, "not_found", board={"country": "YE"})
    check("5 GHz" in message, f"the phone is told: {message}")


@scenario
def wep(bench):
    """A network with WEP is told as one that is not supported (R-102)."""
    fails(bench, Network(security="wep"), Network(), "unsupported_security")


@scenario
def enterprise(bench):
    """A company's network (802.1X) is told as one that is not supported (R-102)."""
    fails(bench, Network(security="enterprise"), Network(), "unsupported_security")


@scenario
def refused(bench):
    """A network that refuses the camera is told (R-102)."""
    network = Network(refuses=True)
    fails(bench, network, network, "refused")


@scenario
def weak_signal(bench):
    """A network that is heard and too weak to join is told as weak, not as a wrong password (R-100, R-102)."""
    network = Network()
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    bench.wait_page(bench.home.phone)
    mark, begun = camera.console.mark(), time.monotonic()
    bench.air.signal = -93
    status, answer = bench.claim(network)
    check(status == 202, f"the claim is answered {status}: {answer}")
    bench.air.lossy = lambda frame: frame[0] >> 2 & 3 == DATA
    told(bench, camera, "weak_signal", mark, begun)


@scenario
def no_gateway(bench):
    """A network that gives an address and no gateway is joined, and told as one from which nothing else is reached (R-102)."""
    network = Network(gateway=False)
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    status, answer = bench.claim(network)
    check(status == 202, f"the claim is answered {status}: {answer}")
    camera.wait_step("the owner is stored", lambda step: step.event == "store_done" and step.argument == STORE_OWNER)
    camera.console.wait("no gateway")
    address = bench.camera_address()
    phone = bench.signed_in(address, network)
    _, answer = phone.ask("GET", f"https://{address}/api/v1/status")
    check(answer["guard"]["stage"] == "no_gateway", f"the phone is told the stage {answer['guard'].get('stage')}")
