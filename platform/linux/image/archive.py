# SPDX-License-Identifier: GPL-2.0-or-later
"""Write initial archives for the kernel (cpio, "newc"): the same input gives the same bytes."""
import stat


class Archive:
    """An archive that is written front to back."""

    def __init__(self, file):
        self.written, self.number, self.out, self.folders = 0, 0, file, set()

    def _bytes(self, data):
        self.out.write(data)
        self.written += len(data)
        pad = -self.written % 4
        self.out.write(bytes(pad))
        self.written += pad

    def _entry(self, name, mode, data=b"", device=(0, 0)):
        name = name.encode() + b"\0"
        self.number += 1
        fields = (self.number, mode, 0, 0, 1, 0, len(data), 0, 0, device[0], device[1], len(name), 0)
        self._bytes(b"070701" + b"".join(b"%08X" % field for field in fields) + name)
        self._bytes(data)

    def folder(self, name):
        """A folder, with those it lies in."""
        parent = name.rpartition("/")[0]
        if parent:
            self.folder(parent)
        if name not in self.folders:
            self.folders.add(name)
            self._entry(name, stat.S_IFDIR | 0o755)

    def file(self, name, data, mode):
        parent = name.rpartition("/")[0]
        if parent:
            self.folder(parent)
        self._entry(name, stat.S_IFREG | mode, data)

    def link(self, name, target):
        parent = name.rpartition("/")[0]
        if parent:
            self.folder(parent)
        self._entry(name, stat.S_IFLNK | 0o777, target.encode())

    def device(self, name, major, minor):
        """A character device."""
        self._entry(name, stat.S_IFCHR | 0o600, device=(major, minor))

    def pipe(self, name):
        """A pipe with a name."""
        self._entry(name, stat.S_IFIFO | 0o600)

    def end(self):
        self._entry("TRAILER!!!", 0)
