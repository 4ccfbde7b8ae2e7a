#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Write the message types, their codec and its contracts, gen/message_codec.{h,c}, and when two messages are the same,
gen/message_same.h, from spec/messages.tsv.

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
FEW = 5  # places of a packet that one clause tells: the prover's work grows fast with more
INTEGERS = {"u8": 1, "u16": 2, "u32": 4, "u64": 8}


class Field:
    """One field: an integer of `size` bytes, or up to `most` bytes behind a length of 16 bits."""

    def __init__(self, where, text):
        match = re.fullmatch(r"([a-z][a-z0-9_]*):(u8|u16|u32|u64|bytes([1-9][0-9]*))", text)
        if not match:
            sys.exit(f"{where}: field '{text}' is not name:u8, u16, u32, u64 or bytesN")
        self.name = match[1]
        self.most = int(match[3]) if match[3] else 0
        if self.most > 255:
            sys.exit(f"{where}: field '{text}' is longer than 255 bytes")
        self.size = 0 if self.most else INTEGERS[match[2]]
        self.least = 2 if self.most else self.size
        self.bits = 8 * self.size

    def declaration(self):
        if not self.most:
            return f"  uint{self.bits}_t {self.name};\n"
        return f"  uint8_t {self.name}_length; /* 0 to {self.most} */\n  uint8_t {self.name}[{self.most}];\n"


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

    def local(self, position, places=""):
        """The same place as C, told by where the bytes before it end."""
        after, fixed = position
        if after is None:
            return f"{fixed}"
        return f"{places}after_{after.name} + {fixed}" if fixed else f"{places}after_{after.name}"


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

def says(message, field, p="p", m="m"):
    """That the packet says what a field says, as a list. Of bytes by their places in the packet, which the prover meets."""
    at = message.in_fields(message.start[field.name], f"{m}.")
    if not field.most:
        return [f"{p}[{at}] == {m}.{field.name}" if field.size == 1 else f"wire_u{field.bits}({p}, {at}) == {m}.{field.name}"]
    after, fixed = message.start[field.name]
    count, start = f"{m}.{field.name}_length", message.in_fields((after, fixed + 2), f"{m}.")
    return [f"wire_u16({p}, {at}) == {count}",
            f"(\\forall integer k; {start} <= k < {start} + {count} ==> {p}[k] == {m}.{field.name}[k - ({start})])"]


def told(message, p, m):
    """The same of the whole message, as (name, text) pairs: numbers and lengths together, and the bytes of each field. The
    prover sees none of it behind a predicate's name."""
    parts = [(field, says(message, field, p, m)) for field in message.fields]
    return [("numbers", " && ".join(texts[0] for _, texts in parts))] + [(field.name, texts[1]) for field, texts in parts if field.most]


def fields_logic(message):
    """What the fields of one message may be, how long they are, and how a packet says them."""
    word, kind = message.word, message.type
    text = ""
    if message.variable:
        fits = " && ".join(f"m.{field.name}_length <= {field.most}" for field in message.variable)
        text += f"    predicate message_{word}_fits({kind} m) = {fits};\n"
        text += f"    logic integer message_{word}_size({kind} m) = {message.in_fields(message.tail)};\n"
    said = [text for field in message.fields for text in says(message, field)]
    return text + f"    predicate message_{word}_is{{L}}(uint8_t *p, {kind} m) =\n      " + " &&\n      ".join(said) + ";\n"


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
    text += "\n    // n bytes are exactly one message.\n    predicate message_codec_form{L}(uint8_t *p, integer n) = n >= 1 &&\n"
    text += "      (" + " || ".join(f"p[0] == {m.kind}" for m in messages) + ")"
    text += "".join(f" &&\n      (p[0] == {m.kind} ==> " + (f"message_{m.word}_form(p, n))" if m.variable else f"n == {m.least})") for m in messages)
    text += ";\n\n    // The packet of a message has n bytes; 0 stands for a message that has no packet.\n"
    text += "    predicate message_codec_size(message_t m, integer n) =\n"
    text += "".join(f"      (m.kind == {m.kind} ==> " + (
        f"(message_{m.word}_fits(m.as.{m.word}) ==> n == message_{m.word}_size(m.as.{m.word})) && (!message_{m.word}_fits(m.as.{m.word}) ==> n == 0)"
        if m.variable else f"n == {m.least}") + ") &&\n" for m in messages)
    text += "      (" + " && ".join(f"m.kind != {m.kind}" for m in messages) + " ==> n == 0);\n"
    text += "\n    // The packet says what the message says.\n    predicate message_codec_is{L}(uint8_t *p, message_t m) =\n      p[0] == m.kind"
    text += "".join(f" &&\n      (m.kind == {m.kind} ==> message_{m.word}_is(p, m.as.{m.word}))" for m in with_fields)
    return text + ";\n*/\n\n"


DECLARATIONS = """/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
/*@ requires message: \\valid_read(message);
    terminates \\true;
    assigns \\nothing;
    ensures size: message_codec_size(*message, \\result);
    ensures bound: \\result <= MESSAGE_CODEC_MOST;
*/
size_t message_codec_length(const message_t *message);

/** Write a message whose packet has `length` bytes, which is not 0. */
/*@ requires message: \\valid_read(message) && \\separated(message, packet + (0 .. length - 1));
    requires packet: \\valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(*message, length);
    terminates \\true;
    assigns packet[0 .. length - 1];
    ensures says: message_codec_is(packet, \\old(*message));
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
    ensures says: message_codec_is{Pre}(packet, *message);
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


def bytes_told(message):
    """What stands at each place k of the packet that a message makes, as a list."""
    told = [f"(k == 0 ==> b == {message.kind})"]
    for field in message.fields:
        after, fixed = message.start[field.name]
        at, behind = message.in_fields((after, fixed)), message.in_fields((after, fixed + field.least))
        if field.most:
            told += [f"(k == {at} ==> b == m.{field.name}_length)", f"(k == {message.in_fields((after, fixed + 1))} ==> b == 0)",
                     f"({behind} <= k < {message.in_fields((field, 0))} ==> b == m.{field.name}[k - ({behind})])"]
        elif field.size == 1:
            told.append(f"(k == {at} ==> b == m.{field.name})")
        else:
            told.append(f"({at} <= k < {behind} ==> b == wire_byte_{field.bits}(m.{field.name}, k - ({at})))")
    return told


def byte_logic(message):
    """The same as predicates, of a few places each: (their names, their text)."""
    told, word = bytes_told(message), message.word
    parts = [told[few:few + FEW] for few in range(0, len(told), FEW)]
    names = [f"message_{word}_has_{number}" for number in range(1, len(parts) + 1)]
    text = "".join(f" predicate {name}({message.type} m, integer k, integer b) =\n      " + " &&\n      ".join(part) + ";\n   " for name, part in zip(names, parts))
    return names, (f"/*@{text} predicate message_{word}_has({message.type} m, integer k, integer b) =\n      "
                   + " && ".join(f"{name}(m, k, b)" for name in names) + ";\n*/\n\n")


def size_of(message, fields):
    return f"message_{message.word}_size({fields})" if message.variable else str(message.least)


def byte_function(message):
    """The byte at one place of the packet."""
    body = f"  if (k == 0) {{\n    return {message.kind};\n  }}\n"
    cases = []  # up to which place, what stands there, and what to say before
    for field in message.fields:
        after, fixed = message.start[field.name]
        at, value = message.local((after, fixed)), f"fields.{field.name}"
        if field.most:
            start = message.local((after, fixed + 2))
            cases += [(message.local((after, fixed + 1)), f"return {value}_length;", ""), (start, "return 0;", ""),
                      (f"after_{field.name}", f"return {value}[k - {start.replace(' + ', ' - ')}];",
                       f"  size_t after_{field.name} = {start}{'U' if start.isdigit() else ''} + {value}_length;\n")]
        else:
            cases.append((message.local((after, fixed + field.size)), f"return {value};" if field.size == 1 else
                          f"return wire_byte_{field.bits}({value}, k - {at.replace(' + ', ' - ')});", ""))
    for behind, step, before in cases[:-1]:
        body += before + f"  if (k < {behind}) {{\n    {step}\n  }}\n"
    word, (_, step, _), (names, logic) = message.word, cases[-1], byte_logic(message)
    return logic + function(f"static uint8_t {word}_byte({message.type} fields, size_t k)", [
        *([f"requires fits: message_{word}_fits(fields);"] if message.variable else []),
        f"requires within: k < {size_of(message, 'fields')};", "terminates \\true;", "assigns \\nothing;",
        *(f"ensures byte: {name}(fields, k, \\result);" for name in names)], body + f"  {step}\n")


def write_function(message):
    word = message.word
    body = ("  /*@ " + "\n      ".join([
        f"loop invariant bytes: \\forall integer j; 0 <= j < k ==> message_{word}_has(fields, j, packet[j]);",
        "loop assigns k, packet[0 .. length - 1];", "loop variant length - k;"]) + "\n  */\n"
            f"  for (size_t k = 0; k < length; k++) {{\n    packet[k] = {word}_byte(fields, k);\n  }}\n")
    for field in message.fields:
        if field.size > 1:
            at = message.in_fields(message.start[field.name], "fields.")
            body += f"  //@ ghost wire_said_{field.bits}(packet, {at if at.isdigit() else at.replace(' ', 'U ', 1)}, fields.{field.name});\n"
    if message.variable:
        body += f"  //@ assert laid: message_{word}_laid(packet, length, {lengths_of(message, 'fields')});\n"
        body += "".join(f"  //@ assert {name}: {text};\n" for name, text in told(message, "packet", "fields")[1:])
    return byte_function(message) + function(f"static void {word}_write({message.type} fields, uint8_t *packet, size_t length)", [
        "requires length: " + (f"message_{word}_fits(fields) && " if message.variable else "") + f"length == {size_of(message, 'fields')};",
        "requires packet: \\valid(packet + (0 .. length - 1));", "terminates \\true;", "assigns packet[0 .. length - 1];",
        f"ensures says: packet[0] == {message.kind} && message_{word}_is(packet, fields)"
        + (f" && message_{word}_form(packet, length);" if message.variable else ";")], body)


def layout_function(message):
    """Where the fields stand: the lengths, where the bytes end, and whether the packet is laid out by them."""
    word, body = message.word, f"  {message.word}_layout_t layout = {{0}};\n"
    for field in message.variable:
        after, fixed = message.start[field.name]
        at, end = message.local((after, fixed), "layout."), f"layout.after_{field.name}"
        body += f"  uint16_t {field.name}_length = wire_count(packet, length, {at}, {field.most});\n"
        body += f"  if ({field.name}_length > {field.most}) {{\n    //@ assert !message_{word}_form(packet, length);\n    return layout;\n  }}\n"
        body += f"  layout.{field.name}_length = (uint8_t){field.name}_length;\n"
        body += f"  {end} = {message.local((after, fixed + 2), 'layout.')}{'U' if after is None else ''} + layout.{field.name}_length;\n"
        body += f"  //@ assert after_{field.name}: {end} == {message.in_fields((field, 0), 'layout.')};\n"
    body += f"  layout.whole = length == {message.local(message.tail, 'layout.')};\n"
    body += f"  //@ assert laid: layout.whole != 0 ==> message_{word}_laid(packet, length, {lengths_of(message, 'layout')});\n"
    body += f"  //@ assert whole: layout.whole != 0 <==> message_{word}_form(packet, length);\n"
    members = "".join(f"  uint8_t {field.name}_length;\n  size_t after_{field.name};\n" for field in message.variable)
    places = " && ".join(f"\\result.after_{field.name} == {message.in_fields((field, 0), chr(92) + 'result.')}" for field in message.variable)
    return f"typedef struct {{\n  uint8_t whole; /* 0 or 1 */\n{members}}} {word}_layout_t;\n\n" + function(
        f"static {word}_layout_t {word}_layout(const uint8_t *packet, size_t length)", [
            "requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));", "terminates \\true;",
            "assigns \\nothing;", f"ensures whole: \\result.whole != 0 <==> message_{word}_form(packet, length);",
            f"ensures laid: \\result.whole != 0 ==> message_{word}_laid(packet, length, {lengths_of(message, chr(92) + 'result')}) && {places};"],
        body + "  return layout;\n")


def lengths_of(message, fields):
    return ", ".join(f"{fields}.{field.name}_length" for field in message.variable)


def bytes_loop(message, field):
    """Read the bytes of a field."""
    after, fixed = message.start[field.name]
    start = message.in_fields((after, fixed + 2), "layout.")
    count = f"layout.{field.name}_length"
    return ("  /*@ " + "\n      ".join([
        f"loop invariant bytes: \\forall integer k; {start} <= k < {start} + i ==> packet[k] == fields.{field.name}[k - ({start})];",
        f"loop assigns i, fields.{field.name}[0 .. {field.most - 1}];", f"loop variant {count} - i;"])
        + f"\n  */\n  for (size_t i = 0; i < {count}; i++) {{\n    fields.{field.name}[i] = packet[{message.local((after, fixed + 2), 'layout.')} + i];\n  }}\n")


def said_theorem(message):
    """For the prover alone: from what a packet says of each field to what it says. Apart, for little is known here."""
    requires = "\n     ".join(f"requires {name}: {text};" for name, text in told(message, "packet", "fields"))
    return (f"/*@ ghost\n  /@ {requires}\n     terminates \\true;\n     assigns \\nothing;\n"
            f"     ensures says: message_{message.word}_is(packet, fields);\n  @/\n"
            f"  static void {message.word}_said(const uint8_t *packet, {message.type} fields)\n  {{\n  }}\n*/\n\n")


def read_function(message):
    """Read the fields: the lengths first, then the bytes, then the numbers, which a loop would have the prover forget."""
    word = message.word
    form = f"message_{word}_form(packet, length)" if message.variable else f"length == {message.least}"
    body = "" if message.variable else "  (void)length;\n"
    if message.variable:
        body += f"  {word}_layout_t layout = {word}_layout(packet, length);\n"
    body += f"  {message.type} fields = {{0}};\n"
    if message.variable:
        for field in message.variable:
            body += bytes_loop(message, field)
            body += f"  fields.{field.name}_length = layout.{field.name}_length;\n"
    body += "".join(get(field, message.local(message.start[field.name], "layout.")) for field in message.fields if not field.most)
    body += f"  //@ ghost {word}_said(packet, fields);\n" if message.variable else ""
    return function(f"static {message.type} {word}_read(const uint8_t *packet, size_t length)", [
        "requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));", f"requires form: {form};",
        "terminates \\true;", "assigns \\nothing;", f"ensures says: message_{word}_is(packet, \\result);"], body + "  return fields;\n")


def get(field, at):
    return f"  fields.{field.name} = " + (f"packet[{at}];\n" if field.size == 1 else f"wire_get_u{field.bits}(packet, {at});\n")


def dispatch(head, first, kind, messages, case, otherwise, told=""):
    """A function that does one thing for each kind of message. No switch: the prover would take each of its cases for a
    function of its own. What is `told` holds after each."""
    told = f"    //@ assert {told};\n" if told else ""
    text = head + "\n{\n" + first
    for number, message in enumerate(messages):
        text += f"  {'} else ' if number else ''}if ({kind} == {message.kind}) {{\n    {case(message)}\n{told}"
    return text + (f"  }} else {{\n    {otherwise}\n{told}  }}\n}}\n\n" if otherwise else "  }\n}\n\n")


def message_functions(message):
    """The functions of one message that has fields."""
    if not message.variable:
        return write_function(message) + read_function(message)
    return length_function(message) + write_function(message) + layout_function(message) + said_theorem(message) + read_function(message)


def source(messages):
    with_fields = [message for message in messages if message.fields]
    text = BANNER + '#include "message_codec.h"\n\n#include "wire.h"\n\n' + "".join(message_functions(m) for m in with_fields)
    text += dispatch("""/*@ terminates \\true;
    assigns \\nothing;
    ensures size: message_codec_size(said, \\result);
    ensures bound: \\result <= MESSAGE_CODEC_MOST;
*/
static size_t length_of(message_t said)""", "", "said.kind", messages, lambda m:
                     f"return {m.word}_length(said.as.{m.word});" if m.variable else f"return {m.least};", "return 0;")
    text += "size_t message_codec_length(const message_t *message)\n{\n  return length_of(*message);\n}\n\n"
    text += dispatch("""/*@ requires packet: \\valid(packet + (0 .. length - 1));
    requires size: 0 < length <= MESSAGE_CODEC_MOST && message_codec_size(said, length);
    terminates \\true;
    assigns packet[0 .. length - 1];
    ensures says: message_codec_is(packet, said) && message_codec_form(packet, length);
*/
static void write_of(message_t said, uint8_t *packet, size_t length)""", "", "said.kind",
                     with_fields, lambda m: f"{m.word}_write(said.as.{m.word}, packet, length);", "packet[0] = said.kind;",
                     "says: message_codec_is(packet, said) && message_codec_form(packet, length)")
    text += ("void message_codec_write(const message_t *message, uint8_t *packet, size_t length)\n{\n"
             "  write_of(*message, packet, length);\n}\n\n")
    text += dispatch("bool message_codec_valid(const uint8_t *packet, size_t length)",
                     "  if (length == 0) {\n    return false;\n  }\n  uint8_t kind = packet[0];\n", "kind", messages, lambda m:
                     f"return {m.word}_layout(packet, length).whole != 0;" if m.variable else f"return length == {m.least};", "return false;")
    text += dispatch("""/*@ requires packet: length <= MESSAGE_CODEC_MOST && \\valid_read(packet + (0 .. length - 1));
    requires form: message_codec_form(packet, length);
    terminates \\true;
    assigns \\nothing;
    ensures says: message_codec_is(packet, \\result);
*/
static message_t read_of(const uint8_t *packet, size_t length, message_t read)""", "  read.kind = packet[0];\n", "read.kind", with_fields,
                     lambda m: f"read.as.{m.word} = {m.word}_read(packet, length);", "", "says: message_codec_is(packet, read)")
    text = text.rstrip("\n").removesuffix("}") + "  return read;\n}\n\n"
    return text + ("void message_codec_read(const uint8_t *packet, size_t length, message_t *message)\n{\n"
                   "  *message = read_of(packet, length, *message);\n}\n")


# What proofs/message_roundtrip.c goes by.

def same_logic(messages):
    """When two messages are the same: what stands behind the end of some bytes does not count."""
    text = "/*@"
    for message in messages:
        told = []
        for field in message.fields:
            count = f"a.{field.name}_length"
            told += ([f"{count} == b.{field.name}_length", f"(\\forall integer k; 0 <= k < {count} ==> a.{field.name}[k] == b.{field.name}[k])"]
                     if field.most else [f"a.{field.name} == b.{field.name}"])
        text += f" predicate message_{message.word}_same({message.type} a, {message.type} b) =\n      " + " &&\n      ".join(told) + ";\n   "
    text += " predicate message_same(message_t a, message_t b) = a.kind == b.kind"
    text += "".join(f" &&\n      (a.kind == {m.kind} ==> message_{m.word}_same(a.as.{m.word}, b.as.{m.word}))" for m in messages)
    return text + (";\n    predicate message_same_bytes{L}(uint8_t *p, uint8_t *q, integer n) = \\forall integer k; 0 <= k < n ==> p[k] == q[k];\n*/\n\n")


def steps_to_fields(message):
    """From one packet to one message, field by field."""
    text = ""
    for field in message.variable:
        name = field.name
        text += f"  //@ assert {name}: said.{name}_length == heard.{name}_length;\n"
        text += f"  //@ assert {name}: \\forall integer k; 0 <= k < said.{name}_length ==> said.{name}[k] == heard.{name}[k];\n"
    return text


def steps_to_bytes(message):
    """From one message to one packet, field by field, each with all that stands before it."""
    text = ""
    for field in message.fields:
        after, fixed = message.start[field.name]
        places = [message.in_fields((after, fixed + more), "said.") for more in range(field.least)]
        if len(places) > 1:
            text += f"  //@ assert {field.name}: " + " && ".join(f"packet[{at}] == again[{at}]" for at in places) + ";\n"
        end = message.in_fields((field, 0) if field.most else (after, fixed + field.size), "said.")
        for so_far in [message.in_fields((after, fixed + more), "said.") for more in range(2, field.size or 3, 2)] + [end]:
            text += f"  //@ assert {field.name}: \\forall integer k; 0 <= k < {so_far} ==> packet[k] == again[k];\n"
    return text


def counted(message, packet, fields):
    """What told() says, the bytes of each field counted from its beginning: the prover finds them by the field."""
    text = told(message, packet, fields)[:1]
    for field in message.variable:
        after, fixed = message.start[field.name]
        start = message.in_fields((after, fixed + 2), f"{fields}.")
        text.append((field.name, f"\\forall integer k; 0 <= k < {fields}.{field.name}_length ==> {packet}[{start} + k] == {fields}.{field.name}[k]"))
    return text


def theorems_of(message):
    """Of one kind: how long its packet is; one packet says one message, and one message stands in one packet. Apart, and
    with nothing behind a predicate's name, for the prover loses its way in it."""
    word, kind = message.word, message.type
    rest = ["terminates \\true;", "assigns \\nothing;"]
    size = f"message_{word}_fits(said) && length == message_{word}_size(said)" if message.variable else f"length == {message.least}"
    text = function(f"static inline void {word}_told(const uint8_t *packet, {kind} said)", [
        f"requires message_{word}_is(packet, said);", *rest, *(f"ensures {name}: {text};" for name, text in told(message, "packet", "said"))], "")
    text += function(f"static inline void {word}_counted(const uint8_t *packet, {kind} said)", [
        f"requires message_{word}_is(packet, said);", *rest, *(f"ensures {name}: {text};" for name, text in counted(message, "packet", "said"))], "")
    if message.variable:
        lengths = " && ".join(says(message, field, "packet", "said")[0] for field in message.variable)
        text += function(f"static inline void {word}_sized(const uint8_t *packet, size_t length, {kind} said)", [
            f"requires form: message_{word}_form(packet, length);", f"requires lengths: {lengths};", *rest, f"ensures size: {size};"], "")
    both = [f"requires {name}: {text};" for m in ("said", "heard") for name, text in counted(message, "packet", m)]
    text += function(f"static inline void {word}_one_message(const uint8_t *packet, {kind} said, {kind} heard)", [
        *both, *rest, f"ensures same: message_{word}_same(said, heard);"], steps_to_fields(message))
    both = [f"requires {name}: {text};" for p in ("packet", "again") for name, text in told(message, p, "said")]
    text += function(f"static inline void {word}_one_packet(const uint8_t *packet, const uint8_t *again, size_t length, {kind} said)", [
        f"requires size: {size};", *both, "requires kind: packet[0] == again[0];", *rest,
        "ensures same: message_same_bytes(packet, again, length);"], steps_to_bytes(message))
    text += function(f"static inline void {word}_means_one(const uint8_t *packet, {kind} said, {kind} heard)", [
        f"requires says: message_{word}_is(packet, said) && message_{word}_is(packet, heard);", *rest, f"ensures same: message_{word}_same(said, heard);"],
        f"  {word}_counted(packet, said);\n  {word}_counted(packet, heard);\n  {word}_one_message(packet, said, heard);\n")
    form = " && ".join(f"message_{word}_form({p}, {n})" if message.variable else f"{n} == {message.least}" for p, n in (("packet", "length"), ("again", "written")))
    sized = f"  {word}_sized(packet, length, said);\n  {word}_sized(again, written, said);\n" if message.variable else ""
    return text + function(f"static inline void {word}_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, {kind} said)", [
        f"requires says: message_{word}_is(packet, said) && message_{word}_is(again, said) && packet[0] == again[0];", f"requires form: {form};", *rest,
        "ensures same: length == written && message_same_bytes(packet, again, length);"],
        f"  {word}_told(packet, said);\n  {word}_told(again, said);\n{sized}  {word}_one_packet(packet, again, length, said);\n")


def same(messages):
    with_fields = [message for message in messages if message.fields]
    text = BANNER + "/* For proofs/message_roundtrip.c alone: what it says of each kind of message. */\n#ifndef GEN_MESSAGE_SAME_H\n#define GEN_MESSAGE_SAME_H\n\n"
    text += '#include "message_codec.h"\n\n' + same_logic(with_fields) + "".join(theorems_of(message) for message in with_fields)

    text += dispatch("""/*@ requires says: message_codec_is(packet, said) && message_codec_is(packet, heard);
    terminates \\true;
    assigns \\nothing;
    ensures same: message_same(said, heard);
*/
static inline void message_means_one(const uint8_t *packet, message_t said, message_t heard)""", "", "said.kind", with_fields, lambda m:
                     f"{m.word}_means_one(packet, said.as.{m.word}, heard.as.{m.word});", "", "same: message_same(said, heard)")
    text += dispatch("""/*@ requires packet: message_codec_form(packet, length) && message_codec_is(packet, said);
    requires again: message_codec_form(again, written) && message_codec_is(again, said);
    terminates \\true;
    assigns \\nothing;
    ensures same: length == written && message_same_bytes(packet, again, length);
*/
static inline void message_stands_in_one(const uint8_t *packet, size_t length, const uint8_t *again, size_t written, message_t said)""",
                     "", "said.kind", with_fields, lambda m: f"{m.word}_stands_in_one(packet, length, again, written, said.as.{m.word});",
                     "//@ assert alone: packet[0] == again[0] && length == 1 && written == 1;\n    (void)said;",
                     "same: length == written && message_same_bytes(packet, again, length)")
    return text + "#endif\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    spec, gen = (pathlib.Path(argument) for argument in sys.argv[1:])
    messages = read_messages(spec / "messages.tsv")
    gen.mkdir(parents=True, exist_ok=True)
    (gen / "message_codec.h").write_text(header(messages))
    (gen / "message_codec.c").write_text(source(messages))
    (gen / "message_same.h").write_text(same(messages))


if __name__ == "__main__":
    main()
