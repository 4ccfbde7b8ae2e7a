# SPDX-License-Identifier: GPL-2.0-or-later
"""Disks, radios and boards that are not as they should be: each has a message, a light pattern and a defined state."""
import os
import time

import odd
from bench import board_extra, check
from scenario import scenario

SLOT = 65536


def joined(step):
    return step.event in ("join_succeeded", "link_restored")


def repaired(step):
    return step.event == "store_done" and step.argument == 8


def ordered(camera, since=0):
    """The names of all that was ordered."""
    return {name for step in camera.steps(since) for name, _ in step.commands}


def damaged(bench, part, place, data):
    """A disk with an owner, with other bytes in a part."""
    path = bench.copy_disk(bench.claimed())
    bench.disk_write(path, part, place, data)
    return path


@scenario
def vault_copies_disagree(bench):
    """A vault whose first copies are noise is read from the second ones, and repaired (R-061)."""
    path = damaged(bench, "pinhole-vault", 0, os.urandom(SLOT))
    bench.disk_write(path, "pinhole-vault", 2 * SLOT, os.urandom(SLOT))
    camera = bench.start(path)
    camera.wait_step("the home network is joined", joined)
    camera.wait_step("the records are repaired", repaired)


@scenario
def vault_unreadable(bench):
    """A vault that cannot be read is a fault that the light tells; nothing opens, nothing is wiped by itself (R-042)."""
    path = damaged(bench, "pinhole-vault", 0, os.urandom(4 * SLOT))
    camera = bench.start(path)
    camera.wait_light("fault")
    time.sleep(10)
    names = ordered(camera)
    check(not names & {"open_setup_network", "destroy_key", "open_storage"}, f"a locked camera ordered {sorted(names)}")


@scenario
def storage_does_not_unlock(bench):
    """A data partition that the key does not open is a fault that the light tells, and a factory reset cures (R-017, R-042)."""
    path = damaged(bench, "pinhole-data", 0, os.urandom(1 << 20))
    camera = bench.start(path)
    camera.wait_light("fault")
    mark = camera.console.mark()
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("open_setup_network", mark)


@scenario
def journal_torn(bench):
    """One torn copy of the reset journal is none: the other one counts, and is copied (R-061)."""
    path = damaged(bench, "pinhole-journal", 0, os.urandom(512))
    camera = bench.start(path)
    camera.wait_step("the home network is joined", joined)
    camera.wait_step("the records are repaired", repaired)


@scenario
def no_factory_record(bench):
    """A unit that was never commissioned says so, and its light shows a fault."""
    path = bench.copy_disk()
    bench.disk_write(path, "pinhole-factory", 0, bytes(4096))
    camera = bench.start(path)
    camera.console.wait("pinhole-guard: .*factory")
    time.sleep(3)
    levels = len(camera.light_edges(camera.started))
    check(levels >= 5, f"the light changed {levels} times: a fault's flashes were expected")


@scenario
def no_radio(bench):
    """Without a radio the light shows a fault; nothing is wiped or restarted, and a radio that comes later is used (R-079)."""
    lines = [line.replace("radios=1", "radios=0") for line in odd.drivers(bench)]
    camera = odd.start(bench, extra={"extra/modules": ("\n".join(lines) + "\n").encode()})
    camera.wait_command("open_setup_network")
    camera.console.wait("wifi = wlan0: there is no such interface; waiting for it")
    odd.wait_shows(camera, "fault", time.monotonic())
    check(camera.boots() == 1, "a camera without a radio restarted")
    camera.agent.run("/extra/newradio")
    camera.console.wait("the setup network Pinhole_Camera_.* is up")
    odd.wait_shows(camera, "setup", time.monotonic())


@scenario
def radio_without_access_point(bench):
    """A radio that cannot be an access point is a fault before there is an owner, and joins the owner's network after (R-079, R-096)."""
    lines = "\n".join(line.replace("radios=1", "radios=0") for line in odd.drivers(bench)) + "\n"
    camera = odd.start(bench, extra={"extra/modules": lines.encode()})
    camera.wait_command("open_setup_network")
    camera.agent.run("/extra/newradio station")
    camera.console.wait("wifi = wlan0: the radio cannot be an access point: there is no setup network")
    odd.wait_shows(camera, "fault", time.monotonic())
    check(camera.boots() == 1, "a camera whose radio cannot be an access point restarted")
    camera.cut()
    camera = odd.start(bench, bench.claimed(), extra={"extra/modules": lines.encode()})
    camera.wait_event("boot")
    camera.agent.run("/extra/newradio station")
    camera.wait_step("the home network is joined", joined)


@scenario
def no_regulatory_database(bench):
    """Without a regulatory database the camera says so and works in the world's domain (R-079)."""
    camera = odd.start(bench, entries=odd.hiding(bench, "/usr/lib/firmware"))
    camera.console.wait("Direct firmware load for regulatory.db failed")
    camera.console.wait("/lib/firmware/regulatory.db is missing: the world's domain is in force")
    camera.console.wait("the setup network Pinhole_Camera_.* is up")
    odd.wait_shows(camera, "setup", time.monotonic())


@scenario
def no_such_line(bench):
    """A button's line that does not exist is named; the light flashes fast, and the board tries again for ever (R-020)."""
    camera = odd.start(bench, extra=board_extra({"button": "no-such-line"}, None))
    camera.console.wait("button = no-such-line: no GPIO line has that name")
    shown = time.monotonic()
    camera.console.wait("the guard has ended; the board restarts")
    time.sleep(3)
    levels = len(camera.light_edges(shown))
    check(levels >= 16, f"the light changed {levels} times in 3 s: flashes of 0.1 s every 0.25 s were expected")
    camera.console.wait("button = no-such-line: no GPIO line has that name", since=camera.console.mark())
    check(not camera.steps(), "a guard without a button took steps")


@scenario
def disk_loses_a_copy(bench):
    """A copy of the key that the disk cannot read back is as one that is damaged: the other one counts (R-061)."""
    camera = odd.start(bench, bench.claimed(), refuses=[("read", "pinhole-vault", 0)])
    camera.console.wait("one copy of a record cannot be read: Input/output error")
    camera.wait_step("the home network is joined", joined)


@scenario
def disk_refuses_the_key(bench):
    """A disk that gives no copy of the key back is a fault, and nothing is wiped: read again, the owner's camera is as before (R-042)."""
    camera = odd.start(bench, bench.claimed(), refuses=[("read", "pinhole-vault", 0), ("read", "pinhole-vault", SLOT // 512)])
    camera.console.wait("a record cannot be read: Input/output error")
    camera.wait_light("fault")
    odd.wait_shows(camera, "fault", time.monotonic())
    names = ordered(camera)
    check(not names & {"open_setup_network", "destroy_key", "open_storage", "repair_records"}, f"a locked camera ordered {sorted(names)}")
    camera = bench.restart()
    camera.wait_step("the home network is joined", joined)


@scenario
def disk_refuses_the_journal(bench):
    """A reset whose intent cannot be written is a fault that the light tells; nothing was destroyed (R-042)."""
    camera = odd.start(bench, bench.claimed(), refuses=[("write", "pinhole-journal", 0), ("write", "pinhole-journal", 8)])
    camera.wait_step("the home network is joined", joined)
    before, mark = bench.vault(), camera.console.mark()
    camera.hold(9)
    camera.console.wait("write_intent: a record cannot be written: Input/output error", since=mark)
    camera.wait_light("fault", mark)
    odd.wait_shows(camera, "fault", time.monotonic())
    check("destroy_key" not in ordered(camera, mark), "the key was destroyed without an intent")
    check(bench.vault() == before, "the vault is not as it was")
    camera = bench.restart()
    camera.wait_step("the home network is joined", joined)


@scenario
def disk_fails_in_a_wipe(bench):
    """Storage that cannot be read is a fault; a reset then destroys the key at once, waits, and ends on a disk that works (R-043, R-044)."""
    camera = odd.start(bench, bench.claimed(), refuses=[("read", "pinhole-data", 2)])
    camera.console.wait("the data partition cannot be (read|mounted|unlocked): Input/output error")
    camera.wait_light("fault")
    before, mark = bench.vault(), camera.console.mark()
    camera.hold(9)
    camera.wait_command("write_intent", mark)
    camera.wait_boot(2)
    camera.wait_command("create_files", mark)
    camera.wait_light("fault", camera.console.mark())
    odd.wait_shows(camera, "fault", time.monotonic())
    check("open_setup_network" not in ordered(camera, mark), "a setup network was opened in the middle of a wipe")
    after = bench.vault()
    old = {before[at:at + 512] for at in range(0, len(before), 512)} - {bytes(512)}
    check(len(old) > 100 and all(block not in after for block in old), "parts of the old vault are left")
    camera = bench.restart()
    camera.wait_command("open_setup_network")
