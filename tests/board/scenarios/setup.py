# SPDX-License-Identifier: GPL-2.0-or-later
"""Setting up from a phone, on every kind of home network."""
import re
import time

from bench import CAMERA_ADDRESS, OWNER_PASSWORD, check, check_between
from home import Network, Unanswered
from machine import SLOWEST
from scenario import scenario

STORE_OWNER = 9


def joins(bench, network, **changes):
    """The whole setup on this network; the owner is stored, and the camera ends online."""
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    begun = time.monotonic()
    status, answer = bench.claim(network, **changes)
    check(status == 202, f"the claim is answered {status}: {answer}")
    step = camera.wait_step("the join is over", lambda each: each.event in ("join_succeeded", "join_failed"))
    check(step.event == "join_succeeded", f"the join failed, reason {step.argument}")
    camera.wait_step("the owner is stored", lambda each: each.event == "store_done" and each.argument == STORE_OWNER)
    bench.figure("claim to joined", step.moment - begun)
    return camera


def told(bench, camera, reason, mark, begun, seconds=SLOWEST):
    """The join fails: the reason is told, the setup network comes back, nobody owns the camera. Returns the sentence."""
    step = camera.wait_step("the join is over", lambda each: each.event in ("join_succeeded", "join_failed"), mark, seconds)
    bench.figure("claim to failure", step.moment - begun)
    check(step.event == "join_failed", "the join succeeded")
    bench.air.calm()
    camera.wait_command("open_setup_network", mark)
    bench.phone_joins_setup()
    answer = bench.wait_page(bench.home.phone)
    check(answer["guard"]["reason"] == reason, f"the phone is told {answer['guard']['reason']}, expected {reason}")
    check(answer["claimed"] is False, "a failed join made an owner")
    return answer["guard"]["message"]


def fails(bench, network, claimed, reason, seconds=SLOWEST, **options):
    """A setup that cannot succeed. Returns the camera, and the sentence that the phone is told."""
    bench.home.router.start(network)
    camera = bench.wiped_camera(**options)
    bench.phone_joins_setup()
    bench.wait_page(bench.home.phone)
    mark, begun = camera.console.mark(), time.monotonic()
    status, answer = bench.claim(claimed)
    check(status == 202, f"the claim is answered {status}: {answer}")
    return camera, told(bench, camera, reason, mark, begun, seconds)


@scenario
def setup_page(bench):
    """A phone's own probe leads it from the setup network to the setup page, which loads whole (R-082, R-094)."""
    bench.wiped_camera()
    bench.phone_joins_setup()
    bench.wait_page(bench.home.phone)
    phone = bench.home.phone
    probe = "connectivitycheck.gstatic.com"
    phone.agent.run(f"rm -f /etc/resolv.conf; echo nameserver {CAMERA_ADDRESS} > /etc/resolv.conf")
    answer = phone.run(f"curl -s --max-time 30 -i http://{probe}/generate_204")[1].decode()
    check(" 302 " in answer.splitlines()[0] and f"http://{CAMERA_ADDRESS}/" in answer, f"the probe is answered {answer}")
    waiting, seen, begun = ["/", "/text/en.js"], set(), time.monotonic()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        status, data = phone.ask("GET", f"http://{CAMERA_ADDRESS}{path}")
        check(status == 200 and isinstance(data, bytes) and data, f"{path} is answered {status}")
        text = data.decode("utf-8", "replace")
        waiting += re.findall(r"""(?:src|href|from|import)[=( ]*["'](/[a-z_/]+\.(?:js|css))["']""", text)
    check({"/", "/app.js", "/setup.js", "/text/en.js"} <= seen, f"the page is made of {sorted(seen)}")
    bench.figure("the page with its modules", time.monotonic() - begun)


@scenario
def setup_wpa2(bench):
    """Setup on a WPA2 network (R-083)."""
    joins(bench, Network())


@scenario
def setup_wpa3(bench):
    """Setup on a WPA3 network."""
    joins(bench, Network(security="wpa3"))


@scenario
def setup_transition(bench):
    """Setup on a network of WPA2 and WPA3."""
    joins(bench, Network(security="both"))


@scenario
def setup_open(bench):
    """Setup on an open network."""
    joins(bench, Network(security="open"))


@scenario
def setup_hidden(bench):
    """Setup on a hidden network, by its typed name."""
    joins(bench, Network(ssid=b"Hidden House", hidden=True))


@scenario
def setup_five_ghz(bench):
    """Setup on a 5 GHz network, where the radio has it."""
    joins(bench, Network(channel=36))


@scenario
def setup_odd_name(bench):
    """A network's name with spaces, quotes, dollar, backslash, hash and an emoji (R-083)."""
    joins(bench, Network(ssid="a \"b' $c\\#\U0001f3e0".encode()))


@scenario
def setup_long_name(bench):
    """A network's name of 32 bytes that are not UTF-8."""
    joins(bench, Network(ssid=b"\xff\xfe" + bytes(range(0x80, 0x80 + 30))))


@scenario
def setup_short_passphrase(bench):
    """A passphrase of 8 characters."""
    joins(bench, Network(passphrase="12345678"))


@scenario
def setup_long_passphrase(bench):
    """A passphrase of 63 characters, every kind of printable one."""
    printable = "".join(map(chr, range(33, 127)))
    joins(bench, Network(passphrase=printable[:63]))


@scenario
def setup_rest_of_printable(bench):
    """A passphrase of the other printable characters."""
    printable = "".join(map(chr, range(32, 127)))
    joins(bench, Network(passphrase="x" + printable[55:] + " y"))


@scenario
def setup_key(bench):
    """A network's key of 64 hexadecimal digits in place of a passphrase."""
    joins(bench, Network(passphrase="0123456789abcdef" * 4))


@scenario
def wrong_password_then_right(bench):
    """A wrong password is told, and the right one then works (R-085)."""
    network = Network()
    camera, _ = fails(bench, network, Network(passphrase="not the password"), "wrong_password")
    mark = camera.console.mark()
    status, answer = bench.claim(network)
    check(status == 202, f"the second claim is answered {status}: {answer}")
    camera.wait_step("the owner is stored", lambda each: each.event == "store_done" and each.argument == STORE_OWNER, mark)


@scenario
def network_not_found(bench):
    """A network that is not there is told (R-102)."""
    fails(bench, Network(), Network(ssid=b"Elsewhere"), "not_found")


@scenario
def network_without_addresses(bench):
    """A network that gives no address is told (R-102)."""
    network = Network(addresses=False)
    fails(bench, network, network, "no_address")


@scenario
def second_claim(bench):
    """Of two phones at once one becomes the owner; a camera with an owner refuses a claim (R-092)."""
    network = Network()
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    phones = bench.home.phone, bench.home.phone2
    for phone in phones:
        bench.phone_joins_setup(phone)
        bench.wait_page(phone)
    form = bench.claim_form(network, password="another one's password")
    first = bench.claim(network)
    check(first[0] == 202, f"the first claim is answered {first}")
    try:
        second = phones[1].ask("POST", f"http://{CAMERA_ADDRESS}/api/v1/claim", form=form)
        check(second[0] in (403, 409, 503), f"a second claim at the same time is answered {second}")
        bench.figure("the second claim is answered", second[0], "")
    except Unanswered:
        bench.figure("the second claim", "finds the setup network closed", "")
    camera.wait_step("the owner is stored", lambda each: each.event == "store_done" and each.argument == STORE_OWNER)
    address = bench.camera_address()
    for phone in phones:
        phone.join(network.ssid, network.passphrase)
        phone.take_address()
    second = phones[1].ask("POST", f"https://{address}/api/v1/claim", form=form)
    check(second[0] in (403, 409), f"a claim on a camera with an owner is answered {second}")
    status, _ = phones[0].ask("POST", f"https://{address}/api/v1/login", body={"password": OWNER_PASSWORD})
    check(status == 200, f"the owner's login is answered {status}")


@scenario
def phone_leaves(bench):
    """A phone that leaves in the middle of the setup does not stop it."""
    network = Network()
    bench.home.router.start(network)
    camera = bench.wiped_camera()
    bench.phone_joins_setup()
    status, _ = bench.claim(network)
    check(status == 202, f"the claim is answered {status}")
    bench.home.phone.leave()
    camera.wait_step("the owner is stored", lambda each: each.event == "store_done" and each.argument == STORE_OWNER)


@scenario
def setup_window_runs_out(bench):
    """The setup network closes 15 minutes after the last phone, for good until a restart, which opens it again (R-093)."""
    scale = 20  # the guard's clock runs so much faster
    camera = bench.start(environment={"PINHOLE_TIME_SCALE": f"{scale}:0"})
    opened = camera.wait_command("open_setup_network")
    mark = camera.console.mark()
    closed = camera.wait_command("close_setup_network", mark, 4 * SLOWEST)
    check_between(closed.time - opened.time, 900, 930, "the window by the guard's clock, s")
    bench.figure("the window", closed.time - opened.time)
    camera.agent.run("i=0; while busybox pidof hostapd && [ $i -lt 60 ]; do sleep 1; i=$((i+1)); done; [ $i -lt 60 ]")
    camera = bench.restart()
    camera.wait_command("open_setup_network")
