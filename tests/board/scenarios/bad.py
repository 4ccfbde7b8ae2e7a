# SPDX-License-Identifier: GPL-2.0-or-later
"""Disks that are not as they should be."""
import os
import time

from bench import check
from scenario import scenario

SLOT = 65536


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
    camera.wait_step("the home network is joined", lambda step: step.event in ("join_succeeded", "link_restored"))
    camera.wait_step("the records are repaired", lambda step: step.event == "store_done" and step.argument == 8)


@scenario
def vault_unreadable(bench):
    """A vault that cannot be read is a fault that the light tells; nothing opens, nothing is wiped by itself (R-042)."""
    path = damaged(bench, "pinhole-vault", 0, os.urandom(4 * SLOT))
    camera = bench.start(path)
    camera.wait_light("fault")
    time.sleep(10)
    names = {name for step in camera.steps() for name, _ in step.commands}
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
    camera.wait_step("the home network is joined", lambda step: step.event in ("join_succeeded", "link_restored"))
    camera.wait_step("the records are repaired", lambda step: step.event == "store_done" and step.argument == 8)


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
