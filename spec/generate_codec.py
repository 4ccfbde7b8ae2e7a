#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Write the message types and their codec, gen/message_codec.{h,c}, from spec/messages.tsv.

Usage: generate_codec.py SPEC_DIR GEN_DIR
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

    def declaration(self):
        if not self.most:
            return f"  uint{8 * self.size}_t {self.name};\n"
        kind = "uint8_t" if self.most < 256 else "uint16_t"
        return f"  {kind} {self.name}_length; /* 0 to {self.most} */\n  uint8_t {self.name}[{self.most}];\n"


class Message:
    def __init__(self, where, number, word, meaning, fields):
        self.number, self.word, self.meaning = int(number), word, meaning
        self.fields = [] if fields == "-" else [Field(where, text) for text in fields.split(" ")]
        most = 1 + sum(field.least + field.most for field in self.fields)
        if not 1 <= self.number <= 255 or most > PACKET_MAX:
            sys.exit(f"{where}: number {number} not 1 to 255, or {most} bytes where {PACKET_MAX} are allowed")

    @property
    def kind(self):
        return f"MESSAGE_{self.word.upper()}"

    @property
    def type(self):
        return f"message_{self.word}_t"


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


def header(messages):
    text = BANNER + "#ifndef GEN_MESSAGE_CODEC_H\n#define GEN_MESSAGE_CODEC_H\n\n"
    text += "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
    for message in messages:
        if message.fields:
            text += f"/* {message.meaning} */\ntypedef struct {{\n"
            text += "".join(field.declaration() for field in message.fields) + f"}} {message.type};\n\n"
    text += "/* A message: its kind, and the fields of that kind. Kinds that are not here have no fields. */\n"
    text += "typedef struct {\n  uint8_t kind; /* enum message */\n  struct {\n"
    text += "".join(f"    {message.type} {message.word};\n" for message in messages if message.fields)
    text += "  } as;\n} message_t;\n\n"
    text += """/** Length of the packet that a message makes, in bytes; 0 where its kind or a length in it is out of range. */
size_t message_codec_length(const message_t *message);

/** Write a message whose length is not 0; `packet` has room for that length. */
void message_codec_write(const message_t *message, uint8_t *packet);

/** Whether a packet is exactly one well-formed message. */
bool message_codec_valid(const uint8_t *packet, size_t length);

/** Read a valid packet. Fields of other kinds stay as they are. */
void message_codec_read(const uint8_t *packet, message_t *message);

#endif
"""
    return text


def length_function(message):
    text = f"static size_t {message.word}_length(const {message.type} *fields)\n{{\n"
    terms = [f"{1 + sum(field.least for field in message.fields)}U"]
    for field in message.fields:
        if field.most:
            text += f"  if (fields->{field.name}_length > {field.most}) {{\n    return 0;\n  }}\n"
            terms.append(f"fields->{field.name}_length")
    if len(terms) == 1:
        text += "  (void)fields;\n"
    return text + f"  return {' + '.join(terms)};\n}}\n\n" if len(terms) > 1 else ""


def write_function(message):
    text = f"static void {message.word}_write(const {message.type} *fields, uint8_t *packet)\n{{\n"
    text += f"  size_t at = 1;\n  packet[0] = {message.kind};\n"
    for index, field in enumerate(message.fields):
        last = index == len(message.fields) - 1
        if field.most:
            text += f"  wire_put_u16(packet, at, fields->{field.name}_length);\n"
            text += f"  wire_put_bytes(packet, at + 2, fields->{field.name}, fields->{field.name}_length);\n"
            text += "" if last else f"  at += 2U + fields->{field.name}_length;\n"
        else:
            put = f"packet[at] = fields->{field.name}" if field.size == 1 else \
                f"wire_put_u{8 * field.size}(packet, at, fields->{field.name})"
            text += f"  {put};\n" + ("" if last else f"  at += {field.size};\n")
    return text + "}\n\n"


def valid_function(message):
    variable = [field for field in message.fields if field.most]
    if not variable:
        return ""
    text = f"static bool {message.word}_valid(const uint8_t *packet, size_t length)\n{{\n  size_t at = 1;\n"
    for field in message.fields:
        if not field.most:
            text += f"  at += {field.size};\n"
            continue
        text += f"  if (!wire_holds(packet, length, at, {field.most})) {{\n    return false;\n  }}\n"
        text += "  at += 2U + wire_get_u16(packet, at);\n"
    return text + "  return at == length;\n}\n\n"


def read_function(message):
    text = f"static void {message.word}_read(const uint8_t *packet, {message.type} *fields)\n{{\n  size_t at = 1;\n"
    for index, field in enumerate(message.fields):
        last = index == len(message.fields) - 1
        if field.most:
            cast = "(uint8_t)" if field.most < 256 else ""
            text += f"  fields->{field.name}_length = {cast}wire_get_u16(packet, at);\n"
            text += f"  wire_get_bytes(packet, at + 2, fields->{field.name}, fields->{field.name}_length);\n"
            text += "" if last else f"  at += 2U + fields->{field.name}_length;\n"
        else:
            get = "packet[at]" if field.size == 1 else f"wire_get_u{8 * field.size}(packet, at)"
            text += f"  fields->{field.name} = {get};\n" + ("" if last else f"  at += {field.size};\n")
    return text + "}\n\n"


def dispatch(head, messages, case, otherwise):
    text = head + "\n{\n" + "  switch (KIND) {\n".replace("KIND", "packet[0]" if "const uint8_t *packet" in head else "message->kind")
    for message in messages:
        text += f"  case {message.kind}:\n" + "".join(f"    {line}\n" for line in case(message))
    return text + f"  default:\n    {otherwise}\n  }}\n}}\n\n"


def fixed_length(message):
    return 1 + sum(field.least for field in message.fields)


def source(messages):
    text = BANNER + '#include "message_codec.h"\n\n#include "vocabulary.h"\n#include "wire.h"\n\n'
    for message in messages:
        if message.fields:
            text += length_function(message) + write_function(message) + valid_function(message) + read_function(message)

    def variable(message):
        return any(field.most for field in message.fields)

    text += dispatch("size_t message_codec_length(const message_t *message)", messages, lambda m: [
        f"return {m.word}_length(&message->as.{m.word});" if variable(m) else f"return {fixed_length(m)};"], "return 0;")
    text += dispatch("void message_codec_write(const message_t *message, uint8_t *packet)", messages, lambda m: [
        f"{m.word}_write(&message->as.{m.word}, packet);" if m.fields else f"packet[0] = {m.kind};", "break;"], "break;")
    text += dispatch("bool message_codec_valid(const uint8_t *packet, size_t length)", messages, lambda m: [
        f"return {m.word}_valid(packet, length);" if variable(m) else f"return length == {fixed_length(m)};"],
        "return false;").replace("\n{\n  switch", "\n{\n  if (length == 0) {\n    return false;\n  }\n  switch")
    text += dispatch("void message_codec_read(const uint8_t *packet, message_t *message)", messages, lambda m: (
        [f"{m.word}_read(packet, &message->as.{m.word});"] if m.fields else []) + ["break;"], "break;").replace(
        "\n{\n  switch", "\n{\n  message->kind = packet[0];\n  switch")
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
