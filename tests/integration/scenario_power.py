# SPDX-License-Identifier: GPL-2.0-or-later
"""Power cuts at every step of a reset and of a claim, and what removing a flush would do (R-042 to R-044, R-061)."""
from harness import Failure, board, expect, furnish, tree

SEEDS = (3, 8)


def settled(one, boots):
    """After a cut: the camera has come up again and has nothing left to do."""
    one.wait_boots(boots + 1)
    report = one.wait_for(lambda: (lambda r: r if r and r["reset"] in ("operational", "fault") else None)(one.guard()),
                          "the camera to come up")
    expect(report["reset"] == "operational", "locked: the light shows a fault")
    one.wait_for(lambda: (one.guard() or {}).get("camera_beats"), "the camera process")
    return one.guard()


def old_or_new(one, report, key, owner, data):
    """Everything as it was, or everything wiped; nothing between. Returns whether it was wiped."""
    vault = one.vault()
    now = tree(one.state / "data")
    if report["owned"]:
        expect(vault[2] == key and vault[3] == owner, "owned, but the records are not the old ones")
        expect(now == data, "owned, but the data is not the old data")
        return False
    expect(vault[2] != key, "no owner, but still the old key")
    expect(vault[3][0] == 0 and not any(vault[3][2:]), "something of the owner is left in the vault")
    expect(key[:32] not in one.sectors("vault"), "the old key is still in the vault")
    expect(set(now) == {".pinhole"}, f"no owner, but there is data: {now}")
    return True


def reset_with_cut(one, operation):
    """A claimed camera, a press of nine seconds, and the power goes in a disk operation. Returns whether the data was
    wiped, and whether there was such an operation."""
    if not one.guard() or not one.guard()["owned"]:
        one.claimed()
    data = furnish(one)
    key, owner = one.vault()[2], one.owner()
    state = one.look()
    boots, done = state["boots"], state["disk"]["operations"]
    one.order("power-cut", operation=operation)
    one.press(9)
    one.wait_for(lambda: one.look()["boots"] > boots, "the restart")
    report = one.wait_for(lambda: settled_or_cut(one, boots, done + operation), "the cut or the end")
    wiped = old_or_new(one, report, key, owner, data)
    return wiped, one.look()["disk"]["operations"] >= done + operation


def settled_or_cut(one, boots, operation):
    """Once the operation is over (or was never reached) and the camera is up again: its report."""
    state = one.look()
    report = one.guard()
    if not report or report["reset"] != "operational" or not report["camera_beats"]:
        expect(not report or report["reset"] != "fault", "locked: the light shows a fault")
        return None
    over = state["disk"]["operations"] >= operation or not report["owned"]
    return report if over and state["boots"] > boots else None


def sweep(seed):
    """Cut in every operation of a reset, one after the other, until one run has fewer operations than that."""
    kept = wiped = 0
    with board(seed=seed, scale=50) as one:
        for operation in range(1, 100):
            state = one.wait_for(lambda: one.look() if one.guard() else None, "the camera")
            try:
                new, cut = reset_with_cut(one, operation)
                wiped, kept = wiped + new, kept + (not new)
            except Failure as failure:
                raise Failure(f"seed {seed}, cut in operation {operation}: {failure}") from None
            if not cut:
                break
            expect(state["on"], "no power")
        expect(one.look()["disk"]["hazards"] == 0, "something counted as durable that was not")
    return kept, wiped, operation


# whatever the moment, the next boot ends in the old state or in the new one
def test_cut_at_each_step_of_a_reset():
    all_kept = 0
    for seed in SEEDS:
        kept, wiped, operations = sweep(seed)
        expect(operations > 25, f"only {operations} operations were found in a reset")
        expect(wiped > 20, f"kept {kept}, wiped {wiped}: the cuts did not fall where they should")
        all_kept += kept
    expect(all_kept > 0, "no cut was early enough to keep the old state")


# owned with everything, or not at all
def test_cut_at_each_step_of_a_claim():
    for seed in SEEDS + (21, 34):
        for operation in range(1, 5):
            with board(seed=seed) as one:
                one.setup_ready()
                data = furnish(one)
                key = one.vault()[2]
                boots = one.look()["boots"]
                one.order("power-cut", operation=operation)
                one.claim()
                report = settled(one, boots)
                vault = one.vault()
                expect(vault[2] == key, "the key changed")
                expect(tree(one.state / "data") == data, "the data changed")
                if report["owned"]:
                    expect(vault[3][0] == 1 and b"$argon2id$test" in vault[3] and b"correct horse" in vault[3],
                           "an owner, but not whole")
                    one.wait_for(lambda: one.look()["wifi"]["station"] == "joined", "the network that was tried")
                else:
                    expect(vault[3][0] == 0 and not any(vault[3][2:]), "half an owner")
                    one.claimed()


# pulling the plug at any other moment changes nothing
def test_cut_while_idle():
    with board(seed=5) as one:
        one.claimed()
        furnish(one)
        before = one.sectors("vault"), one.sectors("journal"), tree(one.state / "data")
        for _ in range(3):
            boots = one.look()["boots"]
            one.order("power-cut", off_ms=12000)
            settled(one, boots)
            expect(one.look()["cause"] == "power", "the cause is not the power")
        expect(before == (one.sectors("vault"), one.sectors("journal"), tree(one.state / "data")), "something changed")


# Cutting again and again during the wipe: it is taken up each time, and ends
def test_cut_again_and_again():
    with board(seed=13) as one:
        one.claimed()
        furnish(one)
        key = one.vault()[2]
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        for operation in (3, 9, 5, 14, 7, 18, 1, 11):
            if (one.guard() or {}).get("reset") == "operational":
                break
            boots = one.look()["boots"]
            one.order("power-cut", operation=operation)
            one.wait_for(lambda: one.look()["boots"] > boots or (one.guard() or {}).get("reset") == "operational",
                         "the cut")
        one.wait_guard(reset="operational", provision="setup", owned=False)
        expect(one.vault()[2] != key and set(tree(one.state / "data")) <= {".pinhole"}, "not wiped")


# Each flush of a claim and of a reset, left out: the board sees that something counts as durable that is not. But for the
# last one of the new key: the ownership record, next in the same job, begins with a flush before anything is written.
def test_every_flush_is_missed():
    with board() as one:
        one.claimed()
        first = one.look()["disk"]["flushes"] - 2
        boots = one.look()["boots"]
        one.press(9)
        one.wait_boots(boots + 1)
        one.setup_ready()
        last = one.look()["disk"]["flushes"]
    expect(last - first == 14, f"flushes {first} to {last}")  # the claim 2, the intent 2, the old key 4, the new one 4, ...
    made_good = first + 2 + 2 + 4 + 2
    for flush in range(first + 1, last + 1):
        with board("--ignore-flush", flush, scale=50) as one:
            one.claimed()
            boots = one.look()["boots"]
            one.press(9)
            one.wait_boots(boots + 1)
            one.wait_for(lambda: one.look()["disk"]["flushes"] >= last, "the flushes")
            one.setup_ready()
            hazards = one.look()["disk"]["hazards"]
            expect(hazards > 0 or flush == made_good, f"flush {flush} is left out and nobody noticed")
            expect(hazards == 0 or flush != made_good, f"flush {flush} is left out and was not made good by the next")


# ... and a cut then does break what the sweep above checks: the check is worth something
def test_a_missed_flush_breaks_a_reset():
    broken = 0
    for seed in range(1, 40):
        with board("--ignore-flush", 13, seed=seed) as one:
            try:
                reset_with_cut(one, 3)  # the second copy of the intent, while the first was not flushed
            except Failure:
                broken += 1
                break
    expect(broken > 0, "no cut broke a reset that lacks a flush")
