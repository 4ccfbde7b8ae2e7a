# SPDX-License-Identifier: GPL-2.0-or-later
"""Cameras that are not as they should be: other drivers, other disks, disks that refuse; and what their light shows."""
import copy
import shutil
import time

import archive
from bench import HERE, disk
from camera import Camera
from machine import SLOWEST, Broken

PAUSE = 0.6  # seconds without light that end a group of flashes
FLASHES = {"fault": 5, "setup": 2}


def start(bench, source=None, extra=None, refuses=(), entries=()):
    """Switch a camera on. extra: files of the initial archive in place of its own. refuses: (read or write, part, sector)
    of each sector of the disk that gives an error. entries: as over() takes them."""
    path = bench.copy_disk(source)
    shown = path
    if refuses:
        parts = disk.read(path)
        rules = bench.folder / "refuses.conf"
        rules.write_text("".join(f'[inject-error]\nevent = "none"\niotype = "{kind}"\nerrno = "5"\nsector = "{parts[part].first + sector}"\n'
                                 for kind, part, sector in refuses))
        shown = f"blkdebug:{rules}:{path}"
    files = copy.copy(bench.files)
    if entries:
        files.camera_initrd = over(bench, entries)
    bench.camera = Camera(bench.folder, files, shown, extra=extra)
    bench.camera.disk = path
    bench.air.join(bench.camera.path("air"))
    return bench.camera


def sized(bench, mebibytes):
    """A disk as from the factory, with so much room for the owner's storage. Returns its path."""
    path = bench.folder / "camera.img"
    parts = disk.read(bench.files.disk)
    with open(bench.files.disk, "rb") as file:
        for part in parts.values():
            file.seek(part.first * disk.SECTOR)
            part.content = b"" if part.name == "pinhole-data" else file.read(part.mebibytes << 20).rstrip(b"\0")
    parts["pinhole-data"].mebibytes = mebibytes
    disk.write(path, list(parts.values()))
    return path


def over(bench, entries):
    """An initial archive with more entries, which count: (name, bytes, mode), or (name,) of a pipe."""
    path = bench.folder / "over.cpio"
    shutil.copyfile(bench.files.camera_initrd, path)
    with open(path, "ab") as file:
        cpio = archive.Archive(file)
        cpio.folder("extra")
        for name, *rest in entries:
            if rest:
                cpio.file(name, *rest)
            else:
                cpio.pipe(name)
        cpio.end()
    return path


def hiding(bench, folder):
    """Entries with which init loads no driver before a folder was hidden: the first of its drivers is a pipe, which the
    shell that hides the folder opens at its other end before it becomes the guard."""
    shell = f'/usr/bin/sh\n-c\nbusybox mount -t tmpfs none {folder}; echo > /extra/gate; exec "$0" "$@"\n'
    return [("extra/gate",), ("extra/guard", (shell + (HERE / "extra.guard").read_text()).encode(), 0o644),
            ("extra/modules", ("\n".join(["/extra/gate", *drivers(bench)]) + "\n").encode(), 0o644)]


def groups(edges):
    """How many flashes there are in each whole group of them."""
    found, count, dark_since = [], None, None
    for moment, lit in edges:
        if lit:
            if dark_since is not None and moment - dark_since > PAUSE:
                if count is not None:
                    found.append(count)
                count = 0
            if count is not None:
                count += 1
        else:
            dark_since = moment
    return found


def wait_shows(camera, pattern, since, seconds=SLOWEST):
    """Wait until the light itself shows a pattern, twice in a row. The guard's core may mean another one."""
    end = time.monotonic() + seconds
    while True:
        seen = groups(camera.light_edges(since))
        if seen[-2:] == [FLASHES[pattern]] * 2:
            return
        if time.monotonic() > end:
            raise Broken(f"the light does not show {pattern} ({FLASHES[pattern]} flashes and a pause) within {seconds} s: {seen[-8:]}")
        time.sleep(0.2)


def archived(path, name):
    """A file of an initial archive (cpio, "newc"; one archive may follow another)."""
    data, at = path.read_bytes(), 0
    while data[at:at + 6] == b"070701":
        fields = [int(data[at + 6 + 8 * index:at + 14 + 8 * index], 16) for index in range(13)]
        size, length = fields[6], fields[11]
        begin = at + 110 + length
        begin += -begin % 4
        if data[at + 110:at + 109 + length].decode() == name:
            return data[begin:begin + size]
        at = begin + size
        at += -at % 4
    raise Broken(f"{path} has no {name}")


def drivers(bench):
    """The lines that name the drivers which the bench adds to the image."""
    return archived(bench.files.camera_initrd, "extra/modules").decode().splitlines()
