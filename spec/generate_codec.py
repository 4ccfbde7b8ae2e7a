#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Write the message types, their codec and its contracts, gen/message_codec.{h,c}, from spec/messages.tsv.

Usage: generate_codec.py SPEC_DIR GEN_DIR

The contracts speak of a packet in two ways. `message_X_form(p, n)`: n bytes at p are laid out as an X, as far as the
packet alone can tell. `message_X_is(p, m)`: the packet says what the fields m say. Reading turns a form into an `is`;
writing gives both, so what is read back is what was written. Fields are passed and returned by value: the prover then
knows them as values, and the packet is the only memory.
"""
import pathlib
import re
import sys

BANNER = "/* SPDX-License-Identifier: BSD-2-Clause */\n/* Written by spec/generate_codec.py from spec/messages.tsv. Do not edit. */\n"
PACKET_MAX = 512
FEW = 4  # integers that one function reads or writes: the prover's work grows fast with more
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

    def length_type(self):
        return "uint8_t" if self.most < 256 else "uint16_t"

    def declaration(self):
        if not self.most:
            return f"  uint{self.bits}_t {self.name};\n"
        return f"  {self.length_type()} {self.name}_length; /* 0 to {self.most} */\n  uint8_t {self.name}[{self.most}];\n"


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

    def parts(self):
        """The fields as they are read and written: each bytes field, and integers a few at a time, as (name, fields) pairs."""
        parts = []
        for field in self.fields:
            if field.most or not parts or parts[-1][0].most or len(parts[-1]) == FEW:
                parts.append([])
            parts[-1].append(field)
        return [(part[0].name if part[0].most else f"from_{part[0].name}", part) for part in parts]

    def in_fields(self, position, fields="m."):
        """The same place, told by the lengths in the fields."""
        after, fixed = position
        if after is None:
            return str(fixed)
        fixed, lengths = fixed + 1, []
        for field in self.fields:
            fixed += field.least
            if field.most:
                lengths.append(f"{fields}{field.name}_length")
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

def says(message, field, packet, lengths, fields):
    """That the packet says what an integer of `fields` says, where `lengths` tell its place."""
    at = message.in_fields(message.start[field.name], f"{lengths}.")
    value = f"{packet}[{at}]" if field.size == 1 else f"wire_u{field.bits}({packet}, {at})"
    return f"{value} == {fields}.{field.name}"


def says_part(message, part, packet, lengths, fields):
    """The same of a part, as a list. Of bytes by their places in the packet, which the prover meets."""
    field = part[0]
    if not field.most:
        return [says(message, field, packet, lengths, fields) for field in part]
    after, fixed = message.start[field.name]
    count, start = f"{lengths}.{field.name}_length", message.in_fields((after, fixed + 2), f"{lengths}.")
    return [f"wire_u16({packet}, {message.in_fields((after, fixed), f'{lengths}.')}) == {count}",
            f"(\\forall integer k; {start} <= k < {start} + {count} ==> {packet}[k] == {fields}.{field.name}[k - ({start})])"]


def fields_logic(message):
    """What the fields of one message may be, how long they are, and how a packet says them."""
    word, kind = message.word, message.type
    text = ""
    if message.variable:
        fits = " && ".join(f"m.{field.name}_length <= {field.most}" for field in message.variable)
        text += f"    predicate message_{word}_fits({kind} m) = {fits};\n"
        text += f"    logic integer message_{word}_size({kind} m) = {message.in_fields(message.tail)};\n"
    if not message.variable:
        said = [says(message, field, "p", "m", "m") for field in message.fields]
        return text + f"    predicate message_{word}_is{{L}}(uint8_t *p, {kind} m) =\n      " + " &&\n      ".join(said) + ";\n"
    text += (f"    predicate message_{word}_lengths_are{{L}}(uint8_t *p, {kind} m) =\n"
             f"      message_{word}_laid(p, message_{word}_size(m), {lengths_of(message, 'm')});\n")
    for name, part in message.parts():
        said = says_part(message, part, "p", "l", "m")
        text += f"    predicate message_{word}_{name}_is{{L}}(uint8_t *p, {kind} l, {kind} m) =\n      " + " &&\n      ".join(said) + ";\n"
    said = [f"message_{word}_{name}_is(p, m, m)" for name, _ in message.parts()]
    return text + f"    predicate message_{word}_is{{L}}(uint8_t *p, {kind} m) =\n      " + " && ".join(said) + ";\n"


def form_logic(message):
    """How a packet of a message with bytes is laid out, told by the packet alone: there are lengths, each in its place."""
    lengths = [f"{field.name}_length" for field in message.variable]
    laid = [f"{field.name}_length == wire_u16(p, {message.in_fields(message.start[field.name], '')}) && {field.name}_length <= {field.most}"
            for field in message.variable]
    laid.append(f"n == {message.in_fields(message.tail, '')}")
    return (f"    predicate message_{message.word}_laid{{L}}(uint8_t *p, integer n, {', '.join(f'integer {name}' for name in lengths)}) =\n      "
            + " &&\n      ".join(laid) + ";\n"
            f"    predicate message_{message.word}_form{{L}}(uint8_t *p, integer n) =\n"
            f"      \\exists integer {', '.join(lengths)}; message_{message.word}_laid(p, n, {', '.join(lengths)});\n")


def messages_logic(messages):
    with_fields = [message for message in messages if message.fields]
    text = ("/*@ // For each message: how its packet is laid out, whether its lengths are in range, its packet's length, and what its\n"
            "    // packet says.\n")
    text += "".join(form_logic(message) + fields_logic(message) if message.variable else fields_logic(message) for message in with_fields)
    text += "\n    // n bytes are exactly one message.\n    predicate message_codec_form{L}(uint8_t *p, integer n) = n >= 1 && (\n"
    text += " ||\n".join(
        f"      (p[0] == {m.kind} && " + (f"message_{m.word}_form(p, n))" if m.variable else f"n == {m.least})") for m in messages)
    text += ");\n\n    // The packet of a message has n bytes; 0 stands for a message that has no packet.\n"
    text += "    predicate message_codec_size{L}(message_t *m, integer n) =\n"
    text += "".join(sized(m) for m in messages)
    text += "      (" + " && ".join(f"m->kind != {m.kind}" for m in messages) + " ==> n == 0);\n"
    text += "\n    // The packet at P says what the message says at M.\n    predicate message_codec_is{P, M}(uint8_t *p, message_t *m) =\n      \\at(p[0], P) == \\at(m->kind, M)"
    text += "".join(f" &&\n      (\\at(m->kind, M) == {m.kind} ==> message_{m.word}_is{{P}}(p, \\at(m->as.{m.word}, M)))" for m in with_fields)
    return text + ";\n*/\n\n"


def sized(message):
    if not message.variable:
        return f"      (m->kind == {message.kind} ==> n == {message.least}) &&\n"
    fields = f"m->as.{message.word}"
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
    ensures says: message_codec_is{Post, Pre}(packet, message);
    ensures form: message_codec_form(packet, length);
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

def function(head, clauses, body):
    return "/*@ " + "\n    ".join(clauses) + f"\n*/\n{head}\n{{\n{body}}}\n\n"


def length_function(message):
    word = message.word
    body = "".join(f"  if (fields.{field.name}_length > {field.most}) {{\n    return 0;\n  }}\n" for field in message.variable)
    body += f"  return {message.least}U + " + " + ".join(f"fields.{field.name}_length" for field in message.variable) + ";\n"
    return function(f"static size_t {word}_length({message.type} fields)", [
        "terminates \\true;", "assigns \\nothing;",
        f"ensures fits: message_{word}_fits(fields) ==> \\result == message_{word}_size(fields);",
        f"ensures none: !message_{word}_fits(fields) ==> \\result == 0;",
        "ensures bound: \\result <= MESSAGE_CODEC_MOST;"], body)


def form_theorem(message):
    """For the prover alone: from the lengths in their places to the form. Apart, for little is known here."""
    word, lengths = message.word, [f"{field.name}_length" for field in message.variable]
    kinds = ", ".join(f"uint16_t {name}" for name in lengths)
    return (f"/*@ ghost\n  /@ requires laid: message_{word}_laid(packet, length, {', '.join(lengths)});\n     terminates \\true;\n"
            f"     assigns \\nothing;\n     ensures form: message_{word}_form(packet, length);\n  @/\n"
            f"  static void {word}_form(const uint8_t *packet, size_t length, {kinds})\n  {{\n  }}\n*/\n\n")


def loop(field, step, changed, lengths):
    """A loop over the bytes of a field and their place in the packet."""
    count = f"{lengths}.{field.name}_length"
    return ("  /*@ " + "\n      ".join([
        f"loop invariant within: 0 <= i <= {count};", f"loop invariant bytes: \\forall integer k; 0 <= k < i ==> bytes[k] == fields.{field.name}[k];",
        f"loop assigns i, {changed}[0 .. {count} - 1];", f"loop variant {count} - i;"]) + "\n  */\n"
            f"  for (size_t i = 0; i < {count}; i++) {{\n    {step}\n  }}\n")


def end(message, field, fields):
    """Where a bytes field ends, as C."""
    after, fixed = message.start[field.name]
    start = f"{fixed + 2}U" if after is None else f"after_{after.name} + {fixed + 2}U"
    return f"{start} + {fields}{field.name}_length"


def whole(message, fields):
    """Where the message ends, as C."""
    after, fixed = message.tail
    return message.local(message.tail) if fixed else end(message, after, fields)


def place(message, field, fields):
    """Where a bytes field ends that another field follows, as a variable."""
    if message.tail == (field, 0):
        return ""
    return (f"  size_t after_{field.name} = {end(message, field, fields)};\n"
            f"  //@ assert after_{field.name}: after_{field.name} == {message.in_fields((field, 0), fields)};\n")


def lengths_of(message, fields):
    return ", ".join(f"{fields}.{field.name}_length" for field in message.variable)


def said(message, parts, lengths, fields):
    """That the packet says what some parts of `fields` say, where `lengths` tell their places."""
    return [f"{name}: message_{message.word}_{name}_is(packet, {lengths}, {fields});" for name, _ in parts]


def put(field, at):
    return f"  packet[{at}] = fields.{field.name};\n" if field.size == 1 else f"  wire_put_u{field.bits}(packet, {at}, fields.{field.name});\n"


def write_part_function(message, name, part):
    """Write some fields after those before them."""
    word, start = message.word, message.in_fields(message.start[part[0].name], "fields.")
    at, body, more = start, "", 0
    if not start.isdigit():
        at, body = "at", f"  size_t at = {start.replace(' ', 'U ', 1)};\n  //@ assert at: at == {start};\n"
    for field in part:
        place = str(int(start) + more) if start.isdigit() else f"at + {more}" if more else "at"
        body += f"  wire_put_u16(packet, {at}, fields.{name}_length);\n" if field.most else put(field, place)
        more += field.size
    last = f"{start} + {more - 1}"
    if part[0].most:
        last = f"{start} + 1 + fields.{name}_length"
        body += f"  uint8_t *bytes = packet + {at} + 2;\n" + loop(part[0], f"bytes[i] = fields.{name}[i];", "bytes", "fields")
        body += f"  //@ assert before: \\forall integer k; 0 <= k < {start} ==> packet[k] == \\at(packet[k], Pre);\n"
    parts = message.parts()
    earlier = parts[:[other for other, _ in parts].index(name)]
    return function(f"static void {word}_write_{name}({message.type} fields, uint8_t *packet)", [
        f"requires fits: message_{word}_fits(fields);", f"requires packet: \\valid(packet + (0 .. message_{word}_size(fields) - 1));",
        *(f"requires {text}" for text in [f"kind: packet[0] == {message.kind};", *said(message, earlier, "fields", "fields")]),
        "terminates \\true;", f"assigns packet[{start} .. {last}];",
        *(f"ensures {text}" for text in [f"kind: packet[0] == {message.kind};", *said(message, [*earlier, (name, part)], "fields", "fields")])], body)


def write_function(message):
    word, variable = message.word, message.variable
    size = f"message_{word}_size(fields)" if variable else str(message.least)
    body = f"  packet[0] = {message.kind};\n"
    if variable:
        body += "".join(f"  {word}_write_{name}(fields, packet);\n" for name, _ in message.parts())
        lengths = lengths_of(message, "fields")
        size_in_c = message.in_fields(message.tail, "fields.").replace(" ", "U ", 1)
        body += f"  //@ assert laid: message_{word}_laid(packet, {size}, {lengths});\n"
        body += f"  //@ ghost {word}_form(packet, {size_in_c}, {lengths});\n"
    else:
        body += "".join(put(field, message.local(message.start[field.name])) for field in message.fields)
    return function(f"static void {word}_write({message.type} fields, uint8_t *packet)", [
        *([f"requires fits: message_{word}_fits(fields);"] if variable else []),
        f"requires packet: \\valid(packet + (0 .. {size} - 1));", "terminates \\true;", f"assigns packet[0 .. {size} - 1];",
        f"ensures kind: packet[0] == {message.kind};", f"ensures says: message_{word}_is(packet, fields);",
        *([f"ensures form: message_{word}_form(packet, {size});"] if variable else [])], body)


def valid_function(message):
    word = message.word
    body = ""
    for field in message.variable:
        at = message.local(message.start[field.name])
        body += f"  if (!wire_holds(packet, length, {at}, {field.most})) {{\n    return false;\n  }}\n"
        body += f"  uint16_t {field.name}_length = wire_get_u16(packet, {at});\n" + place(message, field, "")
    body += f"  if (length != {whole(message, '')}) {{\n    return false;\n  }}\n"
    body += f"  //@ ghost {word}_form(packet, length, {', '.join(f'{field.name}_length' for field in message.variable)});\n  return true;\n"
    return function(f"static bool {word}_valid(const uint8_t *packet, size_t length)", [
        "requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));", "terminates \\true;",
        "assigns \\nothing;", f"ensures form: \\result <==> message_{word}_form(packet, length);"], body)


def lengths_function(message):
    """Read the lengths alone: the other fields are read by them."""
    word = message.word
    body = f"  (void)length;\n  {message.type} fields = {{0}};\n"
    for field in message.variable:
        cast = "(uint8_t)" if field.most < 256 else ""
        body += f"  fields.{field.name}_length = {cast}wire_get_u16(packet, {message.local(message.start[field.name])});\n"
        body += place(message, field, "fields.") if field is not message.variable[-1] else ""
    return function(f"static {message.type} {word}_lengths(const uint8_t *packet, size_t length)", [
        "requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));",
        f"requires form: message_{word}_form(packet, length);", "terminates \\true;", "assigns \\nothing;",
        f"ensures lengths: message_{word}_lengths_are(packet, \\result);", f"ensures size: message_{word}_size(\\result) == length;"], body + "  return fields;\n")


def read_part_function(message, name, part):
    """Read some fields, by lengths that are read already, after those before them."""
    word, start = message.word, message.in_fields(message.start[part[0].name], "lengths.")
    body, more = "", 0
    if part[0].most:
        after, fixed = message.start[name]
        body = f"  const uint8_t *bytes = packet + {message.in_fields((after, fixed + 2), 'lengths.')};\n"
        body += loop(part[0], f"fields.{name}[i] = bytes[i];", f"fields.{name}", "lengths")
    else:
        if not start.isdigit():
            body = f"  size_t at = {start.replace(' ', 'U ', 1)};\n  //@ assert at: at == {start};\n"
        for field in part:
            place = str(int(start) + more) if start.isdigit() else f"at + {more}" if more else "at"
            body += get(field, place)
            more += field.size
    unused = "" if part[0].most or not start.isdigit() else "  (void)lengths;\n"
    parts = message.parts()
    earlier = parts[:[other for other, _ in parts].index(name)]
    return function(f"static {message.type} {word}_read_{name}({message.type} fields, {message.type} lengths, const uint8_t *packet)", [
        f"requires lengths: message_{word}_lengths_are(packet, lengths);",
        f"requires packet: \\valid_read(packet + (0 .. message_{word}_size(lengths) - 1));",
        *(f"requires {text}" for text in said(message, earlier, "lengths", "fields")), "terminates \\true;", "assigns \\nothing;",
        *(f"ensures {text}" for text in said(message, [*earlier, (name, part)], "lengths", "\\result"))], unused + body + "  return fields;\n")


def with_lengths_function(message):
    """Put the lengths to the fields that were read by them."""
    body = "  (void)packet;\n" + "".join(f"  fields.{field.name}_length = lengths.{field.name}_length;\n" for field in message.variable)
    told = [(name, text) for name, part in message.parts() for text in says_part(message, part, "packet", "\\result", "\\result")]
    return function(f"static {message.type} {message.word}_with_lengths({message.type} fields, {message.type} lengths, const uint8_t *packet)", [
        *(f"requires {text}" for text in said(message, message.parts(), "lengths", "fields")), "terminates \\true;", "assigns \\nothing;",
        *(f"ensures {name}: {text};" for name, text in told)], body + "  return fields;\n")


def get(field, at):
    return f"  fields.{field.name} = " + (f"packet[{at}];\n" if field.size == 1 else f"wire_get_u{field.bits}(packet, {at});\n")


def read_function(message):
    """Read the fields: in a message with bytes the lengths first, then the bytes, then the numbers."""
    word = message.word
    form = f"message_{word}_form(packet, length)" if message.variable else f"length == {message.least}"
    body = f"  (void)length;\n  {message.type} fields = {{0}};\n"
    body += "".join(get(field, message.local(message.start[field.name])) for field in message.fields if not message.variable)
    if message.variable:
        body = f"  {message.type} lengths = {word}_lengths(packet, length);\n  {message.type} fields = {{0}};\n"
        body += "".join(f"  fields = {word}_read_{name}(fields, lengths, packet);\n" for name, _ in message.parts())
        body += f"  fields = {word}_with_lengths(fields, lengths, packet);\n"
        body += "".join(f"  //@ assert {text}\n" for text in said(message, message.parts(), "fields", "fields"))
    return function(f"static {message.type} {word}_read(const uint8_t *packet, size_t length)", [
        "requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));", f"requires form: {form};",
        "terminates \\true;", "assigns \\nothing;", f"ensures says: message_{word}_is(packet, \\result);"], body + "  return fields;\n")


def dispatch(head, first, subject, messages, case, otherwise):
    """A function that is one switch over the kinds of messages."""
    text = head + "\n{\n" + first + f"  switch ({subject}) {{\n"
    for message in messages:
        text += f"  case {message.kind}:\n" + "".join(f"    {line}\n" for line in case(message))
    return text + f"  default:\n    {otherwise}\n  }}\n}}\n\n"


def message_functions(message):
    """The functions of one message that has fields."""
    if not message.variable:
        return write_function(message) + read_function(message)
    text = length_function(message) + form_theorem(message)
    text += "".join(write_part_function(message, *part) for part in message.parts()) + write_function(message)
    text += valid_function(message) + lengths_function(message)
    return text + "".join(read_part_function(message, *part) for part in message.parts()) + with_lengths_function(message) + read_function(message)


def source(messages):
    with_fields = [message for message in messages if message.fields]
    text = BANNER + '#include "message_codec.h"\n\n#include "wire.h"\n\n' + "".join(message_functions(m) for m in with_fields)
    text += dispatch("size_t message_codec_length(const message_t *message)", "", "message->kind", messages, lambda m: [
        f"return {m.word}_length(message->as.{m.word});" if m.variable else f"return {m.least};"], "return 0;")
    text += dispatch("void message_codec_write(const message_t *message, uint8_t *packet, size_t length)", "  (void)length;\n",
                     "message->kind", with_fields, lambda m: [f"{m.word}_write(message->as.{m.word}, packet);", "break;"],
                     "packet[0] = message->kind;\n    break;")
    text += dispatch("bool message_codec_valid(const uint8_t *packet, size_t length)",
                     "  if (length == 0) {\n    return false;\n  }\n", "packet[0]", messages, lambda m: [
                         f"return {m.word}_valid(packet, length);" if m.variable else f"return length == {m.least};"], "return false;")
    text += dispatch("void message_codec_read(const uint8_t *packet, size_t length, message_t *message)",
                     "  uint8_t kind = packet[0];\n", "kind", with_fields, lambda m: [
                         f"message->as.{m.word} = {m.word}_read(packet, length);", "break;"], "break;")
    return text.rstrip("\n").removesuffix("}") + "  message->kind = kind;\n}\n"


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
