# SPDX-License-Identifier: GPL-2.0-or-later
"""What the platform promises beside the camera's life: a wipe's time, privileges, and a camera that is plugged in again."""
import time

import odd
from bench import check
from scenario import scenario
from scenarios.whole import stream_seen

SMALL, LARGE = 64, 65536  # MiB
MORE_BYTES, MORE_REQUESTS = 2 << 20, 64  # that a card a thousand times as large may take: its table of groups


def written(camera):
    """(bytes, requests) that QEMU has counted as written to the camera's disk so far."""
    stats = camera.monitor.ask("query-blockstats")[0]["stats"]
    return stats["wr_bytes"], stats["wr_operations"]


def reset_of(bench, mebibytes):
    """A factory reset of a camera with so much storage, in use. Returns its seconds, from the order to destroy the key to the
    order to open the new storage, and the bytes and requests that it wrote."""
    camera = odd.start(bench, odd.sized(bench, mebibytes))
    camera.wait_command("open_setup_network")
    camera.console.wait("camera's page is at")
    camera.agent.run("dd if=/dev/urandom of=/run/pinhole/data/marker bs=1024k count=8 && busybox sync || "
                     "busybox dd if=/dev/urandom of=/run/pinhole/data/marker bs=1024k count=8 && busybox sync")
    mark = camera.console.mark()
    camera.hold(9)
    camera.wait_command("restart_board", mark)
    before = written(camera)
    begun = camera.wait_command("destroy_key", mark)
    ended = camera.wait_command("open_storage", mark)
    after = written(camera)
    camera.cut()
    return ended.stamp - begun.stamp, after[0] - before[0], after[1] - before[1]


@scenario
def wipe_time_does_not_grow(bench):
    """A factory reset writes as much and takes as long on a card of 64 GB as on one of 64 MB (R-037)."""
    small = reset_of(bench, SMALL)
    large = reset_of(bench, LARGE)
    for size, (seconds, count, requests) in ((SMALL, small), (LARGE, large)):
        bench.figure(f"wipe of {size} MB", seconds)
        bench.figure(f"... it wrote {requests} times,", count / 1e6, "MB")
    check(large[1] <= small[1] + MORE_BYTES, f"the wipe wrote {small[1]} bytes on {SMALL} MB and {large[1]} on {LARGE} MB")
    check(large[2] <= small[2] + MORE_REQUESTS, f"the wipe wrote {small[2]} times on {SMALL} MB and {large[2]} on {LARGE} MB")
    check(large[0] <= 2 * small[0] + 5, f"the wipe took {small[0]:.1f} s on {SMALL} MB and {large[0]:.1f} s on {LARGE} MB")


# Of linux/capability.h, as platform/linux/privileges.c keeps them.
KEPT = {"CHOWN": 0, "FOWNER": 3, "KILL": 5, "SETGID": 6, "SETUID": 7, "NET_BIND_SERVICE": 10, "NET_ADMIN": 12, "NET_RAW": 13,
        "SYS_ADMIN": 21, "SYS_BOOT": 22, "MKNOD": 27}


def status_of(camera, name):
    """What the kernel says of a process: its words by name."""
    text = camera.agent.text(f"cat $(busybox grep -lx 'Name:.{name}' /proc/[0-9]*/status | busybox head -n 1)")
    return dict(line.split(":", 1) for line in text.splitlines() if ":" in line)


@scenario
def privileges_are_given_up(bench):
    """The guard and its children keep the capabilities they need alone and gain none, and every process is filtered (R-052)."""
    camera = bench.start()
    camera.console.wait("the setup network Pinhole_Camera_.* is up")
    camera.console.wait("camera's page is at")
    kept = sum(1 << bit for bit in KEPT.values())
    for name in ("pinhole-guard", "pinhole-radio", "hostapd", "dnsmasq"):
        status = status_of(camera, name)
        for kind in ("CapEff", "CapPrm", "CapBnd"):
            check(int(status[kind], 16) & ~kept == 0, f"{name} has {kind} {status[kind].strip()}: more than {kept:016x}")
        check(status["NoNewPrivs"].strip() == "1", f"{name} may gain privileges")
        check(status["Seccomp"].strip() == "2", f"{name} is not filtered")
    status = status_of(camera, "pinhole-camera")
    check(int(status["CapEff"], 16) == 0 and status["Uid"].split()[0] != "0", f"the camera has CapEff {status['CapEff']}, Uid {status['Uid']}")
    check(status["NoNewPrivs"].strip() == "1" and int(status["Seccomp_filters"]) >= 2, f"the camera has {status['Seccomp_filters']} filters")
    refused = camera.console.find("audit: type=1326")
    check(refused is None, f"a call was refused that the camera's life needs: {refused and refused[2].string}")


@scenario
def filter_bites(bench):
    """What the guard starts can neither load a driver nor leave its root: the kernel ends it (R-052)."""
    probe = ("#!/usr/bin/sh\nbusybox chroot / /usr/bin/busybox true; echo \"chroot ended with $?\" >&2\n"
             "busybox insmod /extra/drivers/vivid.ko; echo \"insmod ended with $?\" >&2\nbusybox sleep 1000\n")
    guard = (odd.HERE / "extra.guard").read_text().replace("/usr/bin/pinhole-camera\n--camera-user\npinhole\n", "/extra/probe\n")
    check("/extra/probe" in guard, "the guard's words are not as this scenario knows them")
    camera = odd.start(bench, entries=[("extra/probe", probe.encode(), 0o755), ("extra/guard", guard.encode(), 0o644)])
    camera.console.wait("chroot ended with 159")  # 128 + SIGSYS
    camera.console.wait("insmod ended with 159")
    check(camera.boots() == 1, "the guard ended with what it started")


@scenario
def camera_plugged_in_again(bench):
    """A camera that is unplugged is told of, and gives pictures again once it is back, without a restart (R-104, R-105)."""
    camera = bench.claimed_camera()
    address = bench.camera_address()
    phone = bench.signed_in(address)
    check(stream_seen(bench, phone, address) >= 5, "no stream before the camera is unplugged")
    mark = camera.console.mark()
    camera.agent.run("echo vivid.0 > /sys/bus/platform/drivers/vivid/unbind")
    camera.console.wait("pinhole-camera: .*; trying again", since=mark)
    check(camera.agent.run("ls /dev/video0", check=False)[0] != 0, "the camera is still there")
    camera.agent.run("echo vivid.0 > /sys/bus/platform/drivers/vivid/bind")
    end = time.monotonic() + 90
    while stream_seen(bench, phone, address) < 5:
        check(time.monotonic() < end, "no stream after the camera is back")
    names = {name for step in camera.steps(mark) for name, _ in step.commands}
    check(not names & {"start_camera", "restart_board"}, f"the guard ordered {sorted(names)}")


@scenario
def storage_with_errors(bench):
    """A file system in which the kernel found errors is checked at the next start, and is written to again (R-061)."""
    camera = bench.start()
    camera.console.wait("camera's page is at")
    camera.agent.run("echo 1 > /sys/fs/ext4/dm-0/trigger_fs_error")
    check(camera.agent.run("echo x > /run/pinhole/data/probe", check=False)[0] != 0, "a file system with errors is written to")
    camera = bench.restart()
    camera.console.wait("the data partition has errors: it is checked")
    camera.console.wait("camera's page is at")
    camera.agent.run("echo x > /run/pinhole/data/probe")
    check(camera.console.find("errors cannot be mended") is None, "the errors were not mended")
    check("destroy_key" not in {name for step in camera.steps() for name, _ in step.commands}, "the storage was wiped")
