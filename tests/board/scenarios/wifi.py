# SPDX-License-Identifier: GPL-2.0-or-later
"""The home network comes, goes and changes."""
import time

from bench import CAMERA_ADDRESS, OWNER_PASSWORD, check
from home import Network
from scenario import scenario


@scenario
def router_gone_then_back(bench):
    """A router that goes away and comes back is joined again by itself; nothing opens meanwhile (R-101)."""
    camera = bench.claimed_camera()
    mark = camera.console.mark()
    bench.home.router.stop()
    camera.wait_event("link_lost", mark)
    time.sleep(20)
    begun = time.monotonic()
    bench.home.router.start(Network())
    back = camera.wait_step("the link is there again", lambda step: step.event in ("link_restored", "join_succeeded"), mark)
    bench.figure("router back to joined", back.moment - begun)
    check(not any(step.ordered("open_setup_network") for step in camera.steps(mark)), "a lost network opened the setup network")


@scenario
def router_changes_its_password(bench):
    """A home network that can no longer be joined opens nothing by itself (R-101)."""
    camera = bench.claimed_camera()
    mark = camera.console.mark()
    bench.home.router.start(Network(passphrase="another password"))
    camera.wait_event("link_lost", mark)
    time.sleep(75)
    check(not any(step.ordered("open_setup_network") for step in camera.steps(mark)), "a changed password opened the setup network")


@scenario
def router_replaced(bench):
    """After a restart by the button away from home its owner, and nobody else, sets another network (R-103, R-092)."""
    camera = bench.claimed_camera()
    bench.home.router.start(Network(ssid=b"NewRouter", passphrase="a new password"))
    time.sleep(2)
    mark = camera.console.mark()
    camera.hold(3)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark, 200)
    bench.phone_joins_setup()
    new = Network(ssid=b"NewRouter", passphrase="a new password")
    phone = bench.home.phone
    address = phone.ask("GET", f"https://{CAMERA_ADDRESS}/api/v1/status")
    check(address[1]["claimed"] is True, f"the status on the owner's setup network is {address}")
    status, answer = phone.ask("POST", f"https://{CAMERA_ADDRESS}/api/v1/claim", form=bench.claim_form(new))
    check(status in (401, 403, 409), f"a claim on a camera with an owner is answered {status}: {answer}")
    status, answer = phone.ask("POST", f"https://{CAMERA_ADDRESS}/api/v1/login", body={"password": OWNER_PASSWORD})
    check(status == 200, f"the owner's login is answered {status}: {answer}")
    status, answer = phone.ask("POST", f"https://{CAMERA_ADDRESS}/api/v1/network",
                               form={"ssid": "NewRouter", "passphrase": "a new password"})
    check(status == 202, f"the change is answered {status}: {answer}")
    camera.wait_step("the new network is stored", lambda step: step.event == "store_done" and step.argument == 9, mark)


@scenario
def weak_signal_is_told(bench):
    """A signal that grows weak while the camera is online is told, by log and status (R-099, R-100)."""
    camera = bench.claimed_camera()
    camera.wait_light("online")
    mark = camera.console.mark()
    bench.air.signal = -92
    camera.console.wait("the signal is weak", since=mark)
    address = bench.camera_address()
    _, answer = bench.signed_in(address).ask("GET", f"https://{address}/api/v1/status")
    signal = answer["guard"]["signal"]
    check(0 < signal < 20, f"the status tells a signal of {signal} of 100")
    check(not any(step.event == "link_lost" for step in camera.steps(mark)), "the network was lost")


@scenario
def supplicant_killed(bench):
    """A wpa_supplicant that dies while the camera is online is started again, and the network joined (R-101)."""
    camera = bench.claimed_camera()
    camera.wait_light("online")
    mark = camera.console.mark()
    camera.agent.run("kill -KILL $(busybox pidof wpa_supplicant)")
    camera.wait_event("link_lost", mark)
    back = camera.wait_step("the link is there again", lambda step: step.event in ("link_restored", "join_succeeded"), mark)
    lost = next(step for step in camera.steps(mark) if step.event == "link_lost")
    bench.figure("lost to restored", back.moment - lost.moment)
    check(not any(step.ordered("open_setup_network") for step in camera.steps(mark)), "a lost network opened the setup network")
