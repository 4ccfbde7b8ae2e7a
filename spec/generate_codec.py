#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Write the message types, their codec and its contracts, gen/message_codec.{h,c}, from spec/messages.tsv.

Usage: generate_codec.py SPEC_DIR GEN_DIR

The contracts speak of a packet in two ways. `message_X_form(p, n)`: n bytes at p are laid out as an X, as far as the
packet alone can tell. `message_X_is(p, m)`: the packet says what the fields of m say. Reading turns a form into an
`is`. Of writing the contract says that it stays within the packet, and for messages without bytes that the packet says what
the fields say; that messages with bytes read back as they were written is tested (tests/unit, tests/fuzz).
"""
import pathlib
import re
import sys

BANNER = "/* SPDX-License-Identifier: BSD-2-Clause */\n/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */\n"
PACKET_MAX = 512
INTEGERS = {"u8": 1, "u16": 2, "u32": 4, "u64": 8}


class Field:
    """One field: an integer of `size` bytes, or up to `most` bytes behind a length of 16 bits."""

    def __init__(self, where, text):
        match = re.fullmatch(r"([a-z][a-z0-9_]*):(u8|u16|u32|u64|bytes([1-9][0-9]*))", text)
        if not match:
            sys.exit(f"{where}: field '{text}' is not name:u8, u16, u32, u64 or bytesN")
        self.name = match[1]
        self.most = int(match[3]) if match[3] else 0
        self.size = 0 if self.most else INTEGERS[match[2]]
        self.least = 2 if self.most else self.size
        self.bits = 8 * self.size

    def declaration(self):
        if not self.most:
            return f"  uint{self.bits}_t {self.name};\n"
        kind = "uint8_t" if self.most < 256 else "uint16_t"
        return f"  {kind} {self.name}_length; /* 0 to {self.most} */\n  uint8_t {self.name}[{self.most}];\n"


class Message:
    """One message; fields stand after the byte of its kind, each `fixed` bytes past the end of some bytes field."""

    def __init__(self, where, number, word, meaning, fields):
        self.number, self.word, self.meaning = int(number), word, meaning
        self.fields = [] if fields == "-" else [Field(where, text) for text in fields.split(" ")]
        self.variable = [field for field in self.fields if field.most]
        self.least = 1 + sum(field.least for field in self.fields)
        most = self.least + sum(field.most for field in self.fields)
        if not 1 <= self.number <= 255 or most > PACKET_MAX:
            sys.exit(f"{where}: number {number} not 1 to 255, or {most} bytes where {PACKET_MAX} are allowed")
        self.kind, self.type = f"MESSAGE_{word.upper()}", f"message_{word}_t"
        self.start, at, after = {}, 1, None
        for field in self.fields:
            self.start[field.name] = (after, at)
            after, at = (field, 0) if field.most else (after, at + field.size)
        self.tail = (after, at)

    def place(self, position, end):
        """A position as an expression; `end` says where a bytes field ends."""
        after, fixed = position
        if after is None:
            return str(fixed)
        return f"{end(after)} + {fixed}" if fixed else end(after)

    def ends_with(self, field):
        """Whether a bytes field is the last of all."""
        return self.tail == (field, 0)

    def in_packet(self, position):
        return self.place(position, lambda field: f"message_{self.word}_after_{field.name}(p)")

    def in_fields(self, position):
        """The same place, told by the lengths in the fields."""
        after, fixed = position
        if after is None:
            return str(fixed)
        fixed, lengths = fixed + 1, []
        for field in self.fields:
            fixed += field.least
            if field.most:
                lengths.append(f"m->{field.name}_length")
            if field is after:
                break
        return " + ".join([str(fixed), *lengths])

    def local(self, position):
        after, fixed = position
        if after is None:
            return f"{fixed}"
        return f"after_{after.name} + {fixed}" if fixed else f"after_{after.name}"


def read_messages(path):
    messages = []
    for line_number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        where = f"{path}:{line_number}"
        columns = line.split("\t")
        if len(columns) != 5:
            sys.exit(f"{where}: {len(columns)} fields where 5 are expected (tab-separated)")
        number, word, _, fields, meaning = columns
        messages.append(Message(where, number, word, meaning, fields))
    for what in ("number", "word"):
        if len({getattr(message, what) for message in messages}) != len(messages):
            sys.exit(f"{path}: a message's {what} is there twice")
    return messages


# The vocabulary of the contracts.

def said_by(message, packet, fields, here, there):
    """What the packet at label `here` says of each field at label `there`, as (field's name, predicate) pairs."""
    def value_of(name):
        return f"\\at({fields}->{name}, {there})"

    for field in message.fields:
        at = re.sub(r"m->(\w+)", lambda match: value_of(match[1]), message.in_fields(message.start[field.name]))
        if field.most:
            length = value_of(f"{field.name}_length")
            yield f"{field.name}_length", f"wire_u16{{{here}}}({packet}, {at}) == {length}"
            yield field.name, f"wire_same{{{here}, {there}}}({packet}, {at} + 2, \\at(&{fields}->{field.name}[0], {there}), {length})"
        else:
            value = f"\\at({packet}[{at}], {here})" if field.size == 1 else f"wire_u{field.bits}{{{here}}}({packet}, {at})"
            yield field.name, f"{value} == {value_of(field.name)}"


def fields_logic(message):
    """What the fields of one message may be, how long they are, and how a packet says them."""
    word, kind = message.word, message.type
    fits = " && ".join(f"m->{f.name}_length <= {f.most}" for f in message.variable) or "\\true"
    size = message.in_fields(message.tail)
    said = [predicate for _, predicate in said_by(message, "p", "m", "P", "M")]
    text = f"    predicate message_{word}_fits{{L}}({kind} *m) = {fits};\n" if message.variable else ""
    text += f"    logic integer message_{word}_size{{L}}({kind} *m) = {size};\n" if message.variable else ""
    return text + f"    predicate message_{word}_is{{P, M}}(uint8_t *p, {kind} *m) =\n      " + " &&\n      ".join(said) + ";\n"


def form_logic(message):
    """How a packet of a message with bytes is laid out, told by the packet alone."""
    text, whole = "", []
    for field in message.variable:
        at = message.in_packet(message.start[field.name])
        whole.append(f"wire_whole(p, n, {at}, {field.most})")
        text += f"    logic integer message_{message.word}_after_{field.name}{{L}}(uint8_t *p) =\n      {at} + 2 + wire_u16(p, {at});\n"
    whole.append(f"n == {message.in_packet(message.tail)}")
    return text + f"    predicate message_{message.word}_form{{L}}(uint8_t *p, integer n) =\n      " + " &&\n      ".join(whole) + ";\n"


def messages_logic(messages):
    with_fields = [message for message in messages if message.fields]
    text = "/*@ // For each message: whether its lengths are in range, its packet's length, and what its packet says.\n"
    text += "".join(fields_logic(message) for message in with_fields)
    text += "\n    // For each message with bytes: how its packet is laid out.\n"
    text += "".join(form_logic(message) for message in messages if message.variable)
    text += "\n    // n bytes are exactly one message.\n    predicate message_codec_form{L}(uint8_t *p, integer n) = n >= 1 && (\n"
    text += " ||\n".join(
        f"      (p[0] == {m.kind} && " + (f"message_{m.word}_form(p, n))" if m.variable else f"n == {m.least})") for m in messages)
    text += ");\n\n    // The packet of a message has n bytes; 0 stands for a message that has no packet.\n"
    text += "    predicate message_codec_size{L}(message_t *m, integer n) =\n"
    text += "".join(sized(m) for m in messages)
    text += "      (" + " && ".join(f"m->kind != {m.kind}" for m in messages) + " ==> n == 0);\n"
    text += "\n    // The packet at P says what the message says at M.\n    predicate message_codec_is{P, M}(uint8_t *p, message_t *m) =\n      \\at(p[0], P) == \\at(m->kind, M)"
    text += "".join(f" &&\n      (\\at(m->kind, M) == {m.kind} ==> message_{m.word}_is{{P, M}}(p, \\at(&m->as.{m.word}, M)))" for m in with_fields)
    return text + ";\n*/\n\n"


def sized(message):
    if not message.variable:
        return f"      (m->kind == {message.kind} ==> n == {message.least}) &&\n"
    fields = f"&m->as.{message.word}"
    return (f"      (m->kind == {message.kind} && message_{message.word}_fits({fields}) ==> n == message_{message.word}_size({fields})) &&\n"
            f"      (m->kind == {message.kind} && !message_{message.word}_fits({fields}) ==> n == 0) &&\n")


DECLARATIONS = """/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
/*@ requires message: \\valid_read(message);
    terminates \\true;
    assigns \\nothing;
    ensures size: message_codec_size(message, \\result);
    ensures bound: \\result <= MESSAGE_CODEC_MOST;
*/
size_t message_codec_length(const message_t *message);

/** Write a message whose packet has `length` bytes, which is not 0. */
/*@ requires message: \\valid_read(message) && \\separated(message, packet + (0 .. length - 1));
    requires packet: \\valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(message, length);
    terminates \\true;
    assigns packet[0 .. length - 1];
    ensures kind: packet[0] == \\old(message->kind);
*/
void message_codec_write(const message_t *message, uint8_t *packet, size_t length);

/** Whether a packet is exactly one well-formed message. */
/*@ requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));
    terminates \\true;
    assigns \\nothing;
    ensures form: \\result <==> message_codec_form(packet, length);
*/
bool message_codec_valid(const uint8_t *packet, size_t length);

/** Read a packet that is one well-formed message. Fields of other kinds stay as they are. */
/*@ requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));
    requires form: message_codec_form(packet, length);
    requires message: \\valid(message) && \\separated(message, packet + (0 .. length - 1));
    terminates \\true;
    assigns *message;
    ensures says: message_codec_is{Pre, Post}(packet, message);
*/
void message_codec_read(const uint8_t *packet, size_t length, message_t *message);

#endif
"""


def header(messages):
    text = BANNER + "#ifndef GEN_MESSAGE_CODEC_H\n#define GEN_MESSAGE_CODEC_H\n\n"
    text += '#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n#include "vocabulary.h"\n#include "wire.acsl.h"\n\n'
    text += f"/* No packet has more bytes. */\n#define MESSAGE_CODEC_MOST {PACKET_MAX}\n\n"
    for message in messages:
        if message.fields:
            text += f"/* {message.meaning} */\ntypedef struct {{\n"
            text += "".join(field.declaration() for field in message.fields) + f"}} {message.type};\n\n"
    text += "/* A message: its kind, and the fields of that kind. Kinds that are not here have no fields. */\n"
    text += "typedef struct {\n  uint8_t kind; /* enum message */\n  struct {\n"
    text += "".join(f"    {message.type} {message.word};\n" for message in messages if message.fields)
    return text + "  } as;\n} message_t;\n\n" + messages_logic(messages) + DECLARATIONS


# The code.

def contract(*clauses):
    return "/*@ " + "\n    ".join(clauses) + "\n*/\n"


def length_function(message):
    word = message.word
    text = contract("requires fields: \\valid_read(fields);", "terminates \\true;", "assigns \\nothing;",
                    f"ensures fits: message_{word}_fits(fields) ==> \\result == message_{word}_size(fields);",
                    f"ensures none: !message_{word}_fits(fields) ==> \\result == 0;",
                    "ensures bound: \\result <= MESSAGE_CODEC_MOST;")
    text += f"static size_t {word}_length(const {message.type} *fields)\n{{\n"
    for field in message.variable:
        text += f"  if (fields->{field.name}_length > {field.most}) {{\n    return 0;\n  }}\n"
    return text + f"  return {message.least}U + " + " + ".join(f"fields->{f.name}_length" for f in message.variable) + ";\n}\n\n"


def write_function(message):
    word = message.word
    size = f"message_{word}_size(fields)" if message.variable else str(message.least)
    text = contract("requires fields: \\valid_read(fields)" + (f" && message_{word}_fits(fields);" if message.variable else ";"),
                    f"requires packet: \\valid(packet + (1 .. {size} - 1));",
                    f"requires apart: \\separated(fields, packet + (1 .. {size} - 1));", "terminates \\true;",
                    f"assigns packet[1 .. {size} - 1];",
                    *([] if message.variable else [f"ensures says: message_{word}_is{{Post, Pre}}(packet, fields);"]))
    text += f"static void {word}_write(const {message.type} *fields, uint8_t *packet)\n{{\n"
    for field in message.variable:
        text += f"  size_t {field.name}_length = fields->{field.name}_length;\n"
        if not message.ends_with(field):
            text += f"  size_t after_{field.name} = {message.local(message.start[field.name])} + 2U + {field.name}_length;\n"
            text += f"  //@ assert after_{field.name}: after_{field.name} == {message.in_fields((field, 0)).replace('m->', 'fields->')};\n"
    for field in message.fields:
        after, fixed = message.start[field.name]
        at = message.local((after, fixed))
        if field.most:
            text += f"  wire_put_u16(packet, {at}, fields->{field.name}_length);\n"
            text += f"  //@ assert kept: fields->{field.name}_length == {field.name}_length;\n"
            text += f"  wire_put_bytes(packet, {message.local((after, fixed + 2))}, fields->{field.name}, {field.name}_length);\n"
        elif field.size == 1:
            text += f"  packet[{at}] = fields->{field.name};\n"
        else:
            text += f"  wire_put_u{field.bits}(packet, {at}, fields->{field.name});\n"
    return text + "}\n\n"


def valid_function(message):
    if not message.variable:
        return ""
    word = message.word
    text = contract("requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));",
                    "terminates \\true;", "assigns \\nothing;",
                    f"ensures form: \\result <==> message_{word}_form(packet, length);")
    text += f"static bool {word}_valid(const uint8_t *packet, size_t length)\n{{\n"
    for field in message.variable:
        at = message.local(message.start[field.name])
        text += f"  if (!wire_holds(packet, length, {at}, {field.most})) {{\n    return false;\n  }}\n"
        text += f"  size_t after_{field.name} = {at} + 2U + wire_get_u16(packet, {at});\n"
        text += f"  //@ assert after_{field.name}: after_{field.name} == message_{word}_after_{field.name}(packet);\n"
    return text + f"  return length == {message.local(message.tail)};\n}}\n\n"


def read_function(message):
    word = message.word
    form = f"requires form: message_{word}_form(packet, length);" if message.variable else f"requires form: length == {message.least};"
    text = contract("requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));", form,
                    "requires fields: \\valid(fields) && \\separated(fields, packet + (0 .. length - 1));",
                    "terminates \\true;", "assigns *fields;", f"ensures says: message_{word}_is{{Pre, Post}}(packet, fields);")
    text += f"static void {word}_read(const uint8_t *packet, size_t length, {message.type} *fields)\n{{\n  (void)length;\n"
    for field in message.variable:
        at = message.local(message.start[field.name])
        text += f"  uint16_t {field.name}_length = wire_get_u16(packet, {at});\n"
        text += f"  //@ assert {field.name}_length: {field.name}_length <= {field.most} && {message.local(message.start[field.name])} + 2 + {field.name}_length <= length;\n"
        if not message.ends_with(field):
            text += f"  size_t after_{field.name} = {at} + 2U + {field.name}_length;\n"
            text += f"  //@ assert after_{field.name}: after_{field.name} == message_{word}_after_{field.name}(packet);\n"
    for field in message.fields:
        after, fixed = message.start[field.name]
        at = message.local((after, fixed))
        if field.most:
            cast = "(uint8_t)" if field.most < 256 else ""
            text += f"  fields->{field.name}_length = {cast}{field.name}_length;\n"
            text += f"  wire_get_bytes(packet, {message.local((after, fixed + 2))}, fields->{field.name}, {field.name}_length);\n"
        else:
            get = f"packet[{at}]" if field.size == 1 else f"wire_get_u{field.bits}(packet, {at})"
            text += f"  fields->{field.name} = {get};\n"
    return text + "}\n\n"


def dispatch(head, first, subject, messages, case, otherwise):
    """A function that is one switch over the kinds of messages."""
    text = head + "\n{\n" + first + f"  switch ({subject}) {{\n"
    for message in messages:
        text += f"  case {message.kind}:\n" + "".join(f"    {line}\n" for line in case(message))
    return text + f"  default:\n    {otherwise}\n  }}\n}}\n\n"


def source(messages):
    text = BANNER + '#include "message_codec.h"\n\n#include "wire.h"\n\n'
    for message in messages:
        if message.variable:
            text += length_function(message)
        if message.fields:
            text += write_function(message) + valid_function(message) + read_function(message)
    with_fields = [message for message in messages if message.fields]
    text += dispatch("size_t message_codec_length(const message_t *message)", "", "message->kind", messages, lambda m: [
        f"return {m.word}_length(&message->as.{m.word});" if m.variable else f"return {m.least};"], "return 0;")
    text += dispatch("void message_codec_write(const message_t *message, uint8_t *packet, size_t length)",
                     "  (void)length;\n  packet[0] = message->kind;\n", "message->kind", with_fields, lambda m: [
                         f"{m.word}_write(&message->as.{m.word}, packet);", "break;"], "break;")
    text += dispatch("bool message_codec_valid(const uint8_t *packet, size_t length)",
                     "  if (length == 0) {\n    return false;\n  }\n", "packet[0]", messages, lambda m: [
                         f"return {m.word}_valid(packet, length);" if m.variable else f"return length == {m.least};"], "return false;")
    text += dispatch("void message_codec_read(const uint8_t *packet, size_t length, message_t *message)",
                     "  uint8_t kind = packet[0];\n", "kind", with_fields, lambda m: [
                         f"{m.word}_read(packet, length, &message->as.{m.word});", "break;"], "break;")
    text = text.rstrip("\n").removesuffix("}") + "  message->kind = kind;\n}\n"
    return text.rstrip("\n") + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    spec, gen = (pathlib.Path(argument) for argument in sys.argv[1:])
    messages = read_messages(spec / "messages.tsv")
    gen.mkdir(parents=True, exist_ok=True)
    (gen / "message_codec.h").write_text(header(messages))
    (gen / "message_codec.c").write_text(source(messages))


if __name__ == "__main__":
    main()
