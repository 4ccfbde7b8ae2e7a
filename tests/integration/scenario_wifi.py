# SPDX-License-Identifier: GPL-2.0-or-later
"""Claims, joins and their failures, against the surroundings of platform/sim/networks.wifi."""
import pathlib
import tempfile

from harness import board, ctl, expect


def failed_claim(one, reason, name, password, security):
    """A claim that ends with a reason; the setup network is back, nothing was stored, another try is welcome."""
    before = one.sectors("vault")
    seen = len(one.lines)
    one.claim(name, password, security)
    one.wait_passed(provision="trying", light="joining")
    one.wait_guard(provision="setup", setup_open=True, owned=False)
    one.wait_passed(provision="setup", setup_open=True, owned=False)
    status, output, errors = ctl(one, "--json", "status")
    expect(status == 0 and f'"reason":"{reason}"' in output.replace(" ", ""), f"{name}: {output}{errors}")
    expect(one.sectors("vault") == before, "something was stored")
    expect(not any("correct" in line or password in line for line in one.lines[seen:] if password),
           "a password was logged")
    one.wait_passed("the light to tell of it", light="join_failed")


# each failure told by its name, and then it works
def test_claim_fails_by_name_and_then_succeeds():
    with board() as one:
        one.setup_ready()
        for reason, name, password, security in (
                ("wrong_password", "Home", "incorrect horse", 3), ("not_found", "Nowhere", "does not matter", 1),
                ("five_ghz_only", "Neighbour 5G", "only five gigahertz", 2), ("no_address", "No address", "nobody answers", 1),
                ("unsupported_security", "Office", "", 4), ("weak_signal", "Far away", "at the horizon", 1),
                ("refused", "Full house", "please go away", 1), ("timed_out", "Mute", "silence please", 1)):
            failed_claim(one, reason, name, password, security)
        one.claimed()
        one.wait_passed("the setup network to stay for the result", provision="lingering", setup_open=True)
        one.wait_guard(provision="online", setup_open=False, light="online")


# Names are bytes: quotes, spaces, letters beyond ASCII
def test_claim_of_an_unusual_name():
    with board() as one:
        one.claimed(name='Café "Zur Linse" 🌻', password="sunflower seeds", security=1)
        expect('Café "Zur Linse" 🌻'.encode() in one.vault()[3], "the name was not stored as it is")


def test_claim_of_an_open_network():
    with board() as one:
        one.claimed(name="Guests", password="", security=0)


# a second claim is refused, and changes nothing
def test_second_claim_is_refused():
    with board() as one:
        one.claimed()
        before = one.sectors("vault")
        one.claim("Guests", "", 0)
        one.wait_said("reply claim already_owned")
        expect(one.sectors("vault") == before, "something was stored")


# A claim that cannot be right is turned away before anything is tried
def test_malformed_claims():
    with board() as one:
        one.setup_ready()
        for name, password, security in (("", "correct horse", 1), ("Home", "short", 1), ("Guests", "a password", 0),
                                         ("Home", "correct horse", 9)):
            seen = one.count("reply claim malformed")
            one.claim(name, password, security)
            one.wait_for(lambda: one.count("reply claim malformed") > seen, f"malformed: {name} {password} {security}")
        expect(one.guard()["provision"] == "setup", "something was tried")


# a network that goes away is lost, comes back, and setup never opens for that
def test_lost_network_is_rejoined():
    with board() as one:
        one.claimed()
        one.wait_guard(provision="online")
        expect(ctl(one, "wifi", "down", "Home")[0] == 0, "wifi down")
        one.wait_guard(provision="lost", light="lost")
        one.clock(40)
        expect(not one.guard()["setup_open"], "losing the network opened setup")
        expect(ctl(one, "wifi", "up", "Home")[0] == 0, "wifi up")
        one.wait_guard(provision="online", light="online")


# New router (decisions table): after a restart by the button without the home network the owner can set another one
def test_new_router():
    with board() as one:
        one.claimed()
        key = one.vault()[2]
        ctl(one, "wifi", "down", "Home")
        boots = one.look()["boots"]
        one.press(3)
        one.wait_boots(boots + 1)
        one.wait_guard(provision="owner_setup", setup_open=True, camera_beats=True)
        one.claim("Guests", "", 0)
        one.wait_said("reply claim already_owned")
        one.control_line("change|Guests||0")
        one.wait_guard(provision="online", owned=True)
        expect(b"Guests" in one.vault()[3] and b"$argon2id$test" in one.vault()[3], "the owner is not the same")
        expect(one.vault()[2] == key, "the key changed")


# the owner changes the network while online; one that fails leaves the old one
def test_change_of_network():
    with board() as one:
        one.claimed()
        one.wait_guard(provision="online")
        before = one.sectors("vault")
        one.control_line("change|Full house|please go away|1")
        one.wait_passed(provision="trying")
        one.wait_passed(provision="online")
        expect(one.sectors("vault") == before, "something was stored")
        one.control_line("change|Guests||0")
        one.wait_for(lambda: b"Guests" in (one.vault().get(3) or b""), "the new network to be stored")
        one.wait_guard(provision="online")


# the owner takes another password; the network stays, and both copies hold the new record
def test_change_of_password():
    with board() as one:
        one.setup_ready()
        one.control_line("password|$argon2id$early")
        one.wait_said("reply change_password not_owned")
        one.claimed()
        one.wait_guard(provision="online")
        before = one.vault()[3]
        one.control_line("password|")
        one.wait_said("reply change_password malformed")
        expect(one.vault()[3] == before, "something was stored")
        one.control_line("password|$argon2id$other")
        one.wait_said("reply change_password none")
        expect(one.vault()[3] == before.replace(b"\x0e$argon2id$test\0", b"\x0f$argon2id$other"), "the record is another one")
        expect(b"$argon2id$test" not in one.sectors("vault"), "a copy of the old password is left")
        one.control_line("get_owner")
        one.wait_said("double: owner 1 $argon2id$other")
        one.wait_guard(provision="online", light="online")


def stages(one):
    """The stages that the guard told, each once, without those before the first join and up to its end."""
    told = [line.split("double: stage ")[1].strip() for line in list(one.lines) if "double: stage " in line]
    found = [stage for i, stage in enumerate(told) if i == 0 or stage != told[i - 1]][1:]
    return found if found and found[-1] in ("reachable", "no_gateway", "none") else None


# a join is shown while it goes on, and how far one got that failed
def test_stages_of_a_join():
    for name, password, security, right in (
            ("Home", "correct horse", 3, ["searching", "found", "accepted", "addressed", "reachable"]),
            ("Home", "incorrect horse", 3, ["searching", "found", "none"]),
            ("No address", "nobody answers", 1, ["searching", "found", "accepted", "none"]),
            ("Nowhere", "does not matter", 1, ["searching", "none"])):
        with board() as one:
            one.setup_ready()
            one.control_line("follow")
            one.wait_said("double: stage none")
            one.claim(name, password, security)
            told = one.wait_for(lambda: stages(one), "the end of the join")
            expect(told == right, f"{name}: {told} where {right} is expected")


# a network that gives an address and has no gateway is joined, and told as what it is
def test_no_gateway_is_told():
    with tempfile.TemporaryDirectory() as folder:
        around = pathlib.Path(folder) / "island.wifi"
        around.write_text('radio 2.4\nnetwork "Island" channel 6 security wpa2 password "far from all" lonely\n')
        with board(wifi=around) as one:
            one.setup_ready()
            one.control_line("follow")
            one.wait_said("double: stage none")
            one.claim("Island", "far from all", 1)
            told = one.wait_for(lambda: stages(one), "the end of the join")
            expect(told == ["searching", "found", "accepted", "addressed", "no_gateway"], f"{told}")
            one.wait_guard(owned=True)


# What the radio hears reaches the camera process, parsed from real elements, with what cannot be used and why
def test_networks_are_told():
    with board() as one:
        one.setup_ready()
        one.control_line("get_networks")
        one.wait_said("reply get_networks none")
        told = [line for line in one.lines if "double: network" in line]
        expect(any("Home wpa2_wpa3 none" in line for line in told), f"{told}")
        expect(any("Office enterprise unsupported_security" in line for line in told), f"{told}")
        expect(any("Old router wep unsupported_security" in line for line in told), f"{told}")
        expect(any("Neighbour 5G wpa3 five_ghz_only" in line for line in told), f"{told}")
        expect(any("Far away wpa2 weak_signal" in line for line in told), f"{told}")
        expect(sum(" Home " in line for line in told) == 1, "a network of two bands is there twice")
        expect(not any("Hideout" in line for line in told), "a hidden network told its name")
        status, output, _ = ctl(one, "networks")
        expect(status == 0 and "Guests" in output, output)


# the setup network closes by itself, and a restart opens it again
def test_setup_network_closes():
    with board(scale=100) as one:
        one.setup_ready()
        one.wait_guard(provision="dormant", setup_open=False)
        expect(not one.look()["wifi"]["setup_up"], "the setup network is still up")
        boots = one.look()["boots"]
        one.press(3)
        one.wait_boots(boots + 1)
        one.wait_guard(provision="setup", setup_open=True)
