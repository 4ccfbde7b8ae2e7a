# SPDX-License-Identifier: GPL-2.0-or-later
"""The second way in: an unclaimed camera visits the network whose code it was shown, and is claimed there."""
import json

from harness import board, ctl, expect


def label_secret(one):
    return json.loads((one.state / "factory.json").read_text())["label_secret"]


def told_reason(one):
    status, output, errors = ctl(one, "--json", "status")
    expect(status == 0, errors)
    return json.loads(output)["reason"]


# a network whose code was shown is visited and not stored; the label's secret claims the camera on it
def test_visit_is_claimed_with_the_labels_secret():
    with board() as one:
        one.setup_ready()
        one.control_line("visit|Home|correct horse|3")
        one.wait_guard(provision="visiting", owned=False, setup_open=False)
        expect(one.look()["wifi"]["station"] == "joined", "it is not on the network")
        expect(b"correct horse" not in one.sectors("vault"), "the network is stored before the claim")
        one.control_line("claim|Home|correct horse|3")
        one.wait_said("reply claim not_permitted")
        one.control_line("adopt|not the secret")
        one.wait_said("reply adopt wrong_secret")
        one.control_line("adopt|" + label_secret(one)[:-1])
        one.wait_said("reply adopt wrong_secret")
        expect(not one.guard()["owned"], "a wrong secret claimed the camera")
        one.control_line("adopt|" + label_secret(one))
        one.wait_guard(provision="online", owned=True, setup_open=False)
        expect(one.look()["wifi"]["station"] == "joined", "it left the network by the claim")


# guesses of the secret wait longer and longer, and the right one waits with them
def test_secret_is_not_guessed():
    with board(scale=1) as one:
        one.setup_ready()
        one.control_line("visit|Home|correct horse|3")
        one.wait_guard(provision="visiting")
        for _ in range(6):
            one.control_line("adopt|guess")
        one.wait_said("reply adopt busy")
        one.control_line("adopt|" + label_secret(one))
        one.wait_for(lambda: sum("reply adopt" in line for line in one.lines) == 7, "seven answers")
        expect(not one.guard()["owned"], "a secret was looked at during the wait")


# a visit that fails, and one that is not claimed, are back in setup with the reason
def test_visit_ends_in_setup():
    with board(scale=100) as one:
        one.setup_ready()
        one.control_line("visit|Home|wrong horse|3")
        one.wait_passed(provision="setup", light="join_failed")
        expect(told_reason(one) == "wrong_password", told_reason(one))
        one.control_line("visit|Home|correct horse|3")
        one.wait_guard(provision="visiting")
        one.wait_guard(provision="setup", setup_open=True)
        expect(told_reason(one) == "unclaimed", told_reason(one))
        expect(one.look()["wifi"]["station"] != "joined", "it is still on the network")
        one.control_line("adopt|" + label_secret(one))
        one.wait_said("reply adopt not_permitted")
