# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a disk with a GUID partition table (UEFI 2.10, chapter 5): the same input gives the same bytes."""
import dataclasses
import struct
import uuid
import zlib

SECTOR = 512
MEBIBYTE = 2048  # in sectors
ENTRIES = 128
DATA_TYPE = uuid.UUID("0fc63daf-8483-4772-8e79-3d69d8477de4")  # "Linux file system"
NAMES = uuid.UUID("b6e1bb51-7d3e-4f6b-a29c-54de77c6b6a4")  # this project's own, for identities that do not change


class Fault(Exception):
    """What ends the writing, in words."""


@dataclasses.dataclass
class Partition:
    """A partition and what lies in it, from its beginning."""
    name: str
    mebibytes: int
    content: bytes = b""
    first: int = 0

    @property
    def last(self):
        return self.first + self.mebibytes * MEBIBYTE - 1


def _entry(partition):
    name = partition.name.encode("utf-16-le")
    return struct.pack("<16s16sQQQ72s", DATA_TYPE.bytes_le, uuid.uuid5(NAMES, partition.name).bytes_le, partition.first,
                       partition.last, 0, name)


def _header(here, other, last, entries, table):
    def packed(crc):
        return struct.pack("<8sIIIIQQQQ16sQIII", b"EFI PART", 0x10000, 92, crc, 0, here, other, 34, last - 33,
                           uuid.uuid5(NAMES, "disk").bytes_le, table, ENTRIES, 128, zlib.crc32(entries))
    return packed(zlib.crc32(packed(0))).ljust(SECTOR, b"\0")


def _protective(last):
    entry = struct.pack("<B3sB3sII", 0, b"\0\2\0", 0xEE, b"\xff\xff\xff", 1, min(last, 0xFFFFFFFF))
    return bytes(446) + entry + bytes(48) + b"\x55\xaa"


def write(path, partitions):
    """Write a sparse disk with these partitions in this order. Sets where each begins."""
    begin = MEBIBYTE
    for partition in partitions:
        if len(partition.content) > partition.mebibytes * MEBIBYTE * SECTOR:
            raise Fault(f"{partition.name}: {len(partition.content)} bytes do not fit {partition.mebibytes} MiB")
        partition.first = begin
        begin += partition.mebibytes * MEBIBYTE
    last = begin + MEBIBYTE - 1
    entries = b"".join(_entry(partition) for partition in partitions).ljust(ENTRIES * 128, b"\0")
    with open(path, "wb") as file:
        file.truncate((last + 1) * SECTOR)
        for sector, data in ((0, _protective(last)), (1, _header(1, last, last, entries, 2)), (2, entries),
                             (last - 32, entries), (last, _header(last, 1, last, entries, last - 32))):
            file.seek(sector * SECTOR)
            file.write(data)
        for partition in partitions:
            file.seek(partition.first * SECTOR)
            file.write(partition.content)


def read(path):
    """The partitions of a disk, by name."""
    with open(path, "rb") as file:
        file.seek(SECTOR)
        if file.read(8) != b"EFI PART":
            raise Fault("it has no GUID partition table")
        file.seek(2 * SECTOR)
        table = file.read(ENTRIES * 128)
    found = {}
    for at in range(0, len(table), 128):
        first, last, _, name = struct.unpack_from("<QQQ72s", table, at + 32)
        if first:
            text = name.decode("utf-16-le").rstrip("\0")
            found[text] = Partition(text, (last - first + 1) // MEBIBYTE, b"", first)
    return found
