# SPDX-License-Identifier: GPL-2.0-or-later
"""The guard's socket messages beside spec/messages.tsv: written, read and refused by a plain codec made of the table."""
import ctypes
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
MOST = 512


def table():
    """{kind: (name, [(field, width or None, bound of bytes or None)])}."""
    found = {}
    for line in (ROOT / "spec/messages.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            number, name, _, fields, _ = line.split("\t")
            found[int(number)] = name, [] if fields == "-" else [shape(field) for field in fields.split(" ")]
    return found


def shape(text):
    name, kind = text.split(":")
    if kind.startswith("bytes"):
        return name, None, int(kind[5:])
    return name, int(kind[1:]) // 8, None


MESSAGES = table()
WIDTHS = {1: ctypes.c_uint8, 2: ctypes.c_uint16, 4: ctypes.c_uint32, 8: ctypes.c_uint64}


def structure(name, fields):
    """The C struct of a message's fields."""
    members = []
    for field, width, bound in fields:
        members += [(field, WIDTHS[width])] if width else [(f"{field}_length", ctypes.c_uint8), (field, ctypes.c_uint8 * bound)]
    return type(name, (ctypes.Structure,), {"_fields_": members})


class All(ctypes.Structure):
    _fields_ = [(name, structure(name, fields)) for name, fields in MESSAGES.values() if fields]


class Message(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_uint8), ("as_", All)]


def of_table(kind, values):
    """A message as bytes: the kind, then its fields, little-endian; bytes carry their length in two bytes."""
    packet = bytes([kind])
    for field, width, _ in MESSAGES[kind][1]:
        value = values[field]
        packet += value.to_bytes(width, "little") if width else len(value).to_bytes(2, "little") + value
    return packet


def drawn(numbers):
    """A kind and values for its fields; lengths often at their bounds."""
    kind = sorted(MESSAGES)[numbers.take(len(MESSAGES))]
    values = {}
    for field, width, bound in MESSAGES[kind][1]:
        if width:
            values[field] = sum(numbers.take(256) << 8 * byte for byte in range(width))
        else:
            length = (0, 1, bound - 1, bound, numbers.take(bound + 1))[numbers.take(5)]
            values[field] = bytes((numbers.take(256) + at) % 256 for at in range(length))
    return kind, values


def made(kind, values, filling):
    """The C message, with what no field sets filled with a byte."""
    message = Message()
    ctypes.memset(ctypes.byref(message), filling, ctypes.sizeof(message))
    message.kind = kind
    name, fields = MESSAGES[kind]
    for field, width, _ in fields:
        place = getattr(message.as_, name)
        if width:
            setattr(place, field, values[field])
        else:
            setattr(place, f"{field}_length", len(values[field]))
            for at, byte in enumerate(values[field]):
                getattr(place, field)[at] = byte
    return message


def told(message):
    """The kind and the values that a C message has."""
    values = {}
    for field, width, _ in MESSAGES[message.kind][1]:
        place = getattr(message.as_, MESSAGES[message.kind][0])
        values[field] = getattr(place, field) if width else bytes(getattr(place, field)[:getattr(place, f"{field}_length")])
    return message.kind, values


def wire_messages(library, raw):
    """Every message is written as spec/messages.tsv says, read back field by field, and refused where its length lies."""
    from traces import Numbers, expect  # the traces import this module
    numbers = Numbers(raw)
    kind, values = drawn(numbers)
    wanted = of_table(kind, values)
    library.message_encode.restype = ctypes.c_size_t
    library.message_decode.restype = ctypes.c_bool
    filling = numbers.take(256)
    packet = (ctypes.c_uint8 * MOST)(*[filling] * MOST)
    length = library.message_encode(ctypes.byref(made(kind, values, filling ^ 0xFF)), packet, ctypes.c_size_t(MOST))
    expect(bytes(packet[:length]) == wanted, f"{MESSAGES[kind][0]} {values} is written as {bytes(packet[:length]).hex()}, not {wanted.hex()}")
    expect(length == MOST or set(packet[length:]) == {filling}, "something is written past the message")
    read = Message()
    ctypes.memset(ctypes.byref(read), filling, ctypes.sizeof(read))
    expect(decoded(library, wanted, read), f"{wanted.hex()} is not read")
    expect(told(read) == (kind, values), f"{wanted.hex()} is read as {told(read)}, not {(kind, values)}")
    for other in (wanted[:-1], wanted + b"\0", wanted[:numbers.take(len(wanted))], bytes([200]) + wanted[1:]):
        before = bytes(read)
        expect(not decoded(library, other, read), f"{other.hex()} is read")
        expect(bytes(read) == before, f"{other.hex()} is refused, and changes the message")
    beyond(library, expect, numbers, kind, values)


def decoded(library, packet, message):
    buffer = (ctypes.c_uint8 * max(1, len(packet)))(*packet)
    return library.message_decode(buffer, ctypes.c_size_t(len(packet)), ctypes.byref(message))


def beyond(library, expect, numbers, kind, values):
    """A length over its bound is refused by both sides."""
    name, fields = MESSAGES[kind]
    bounded = [(field, bound) for field, _, bound in fields if bound]
    if not bounded:
        return
    field, bound = bounded[numbers.take(len(bounded))]
    message = made(kind, values, 0)
    setattr(getattr(message.as_, name), f"{field}_length", bound + 1)
    packet = (ctypes.c_uint8 * (2 * MOST))()
    expect(library.message_encode(ctypes.byref(message), packet, ctypes.c_size_t(MOST)) == 0, f"{name}: a {field} of {bound + 1} bytes is written")
    longer = of_table(kind, {**values, field: bytes(bound + 1)})
    expect(not decoded(library, longer, Message()), f"{name}: a {field} of {bound + 1} bytes is read")
