#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Write gen/ from the tables in spec/: enums, names, dispatch, the light's steps and the documents' tables.

Usage: generate.py SPEC_DIR GEN_DIR

The message codec has a generator of its own (generate_codec.py); Ragel writes the charts. Every file is a
function of the tables alone, so that a fresh run can be compared with what is committed.
"""
import pathlib
import sys

BANNER = "/* SPDX-License-Identifier: BSD-2-Clause */\n/* Written by spec/generate.py from spec/{source}. Do not edit. */\n"


def rows(path, columns):
    """The lines of a table, each split into exactly `columns` fields; an error names the line."""
    found = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        fields = line.split("\t")
        if len(fields) != columns:
            sys.exit(f"{path}:{number}: {len(fields)} fields where {columns} are expected (tab-separated)")
        found.append(fields)
    return found


def numbered(table, column=0):
    """Check that the numbers run from their first without a gap, so that names can be switched over densely."""
    numbers = [int(fields[column]) for fields in table]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        sys.exit(f"numbers do not run without a gap: {numbers}")
    return table


def enum(name, entries):
    prefix = name.upper()
    body = "".join(f"  {prefix}_{word.upper()} = {number}, /* {meaning} */\n" for number, word, meaning in entries)
    last = max(int(number) for number, _, _ in entries)
    return f"enum {name} {{\n{body}}};\n#define {prefix}_LAST {last}\n\n"


def name_function(name, entries):
    prefix = name.upper()
    cases = "".join(f'  case {prefix}_{word.upper()}:\n    return "{word}";\n' for _, word, _ in entries)
    return (f"const char *{name}_name(uint8_t {name})\n{{\n  switch ({name}) {{\n{cases}  default:\n"
            f'    return "unknown";\n  }}\n}}\n\n')


def name_declaration(name):
    return (f"/** The name of a {name}, in lower case, \"unknown\" for a number that names none. Never NULL. */\n"
            f"/*@ terminates \\true;\n    assigns \\nothing;\n    ensures named: \\result != \\null;\n*/\n"
            f"const char *{name}_name(uint8_t {name});\n\n")


def vocabulary(spec):
    """Every enum, in the order the documents name them: name -> (number, word, meaning)."""
    words = {}
    words["event"] = [(f[0], f[1], f[3]) for f in numbered(rows(spec / "events.tsv", 5))]
    words["command"] = [(f[0], f[1], f[3]) for f in numbered(rows(spec / "commands.tsv", 5))]
    words["light"] = [(f[0], f[1], f[4]) for f in numbered(rows(spec / "lights.tsv", 6))]
    words["reason"] = [(f[0], f[1], f[2]) for f in numbered(rows(spec / "reasons.tsv", 4))]
    for name, number, word, meaning, _ in rows(spec / "words.tsv", 5):
        words.setdefault(name, []).append((number, word, meaning))
    words["message"] = [(f[0], f[1], f[4]) for f in rows(spec / "messages.tsv", 5)]
    return words


def write_vocabulary(spec, gen, words):
    header = BANNER.format(source="events.tsv and the tables beside it") + "#ifndef GEN_VOCABULARY_H\n#define GEN_VOCABULARY_H\n\n"
    header += "".join(enum(name, entries) for name, entries in words.items()) + "#endif\n"
    (gen / "vocabulary.h").write_text(header)

    header = BANNER.format(source="events.tsv and the tables beside it") + "#ifndef GEN_NAMES_H\n#define GEN_NAMES_H\n\n#include <stdint.h>\n\n"
    header += "".join(name_declaration(name) for name in words)
    header += ("/** What a reason means, as a sentence for the owner; \"-\" for none. Never NULL. */\n"
               "/*@ terminates \\true;\n    assigns \\nothing;\n    ensures named: \\result != \\null;\n*/\n"
               "const char *reason_sentence(uint8_t reason);\n\n#endif\n")
    (gen / "names.h").write_text(header)

    source = BANNER.format(source="events.tsv and the tables beside it") + '#include "names.h"\n\n#include "vocabulary.h"\n\n'
    source += "".join(name_function(name, entries) for name, entries in words.items())
    cases = "".join(f'  case REASON_{word.upper()}:\n    return "{meaning}";\n' for _, word, meaning in words["reason"])
    source += f'const char *reason_sentence(uint8_t reason)\n{{\n  switch (reason) {{\n{cases}  default:\n    return "-";\n  }}\n}}\n'
    (gen / "names.c").write_text(source)


def write_dispatch(spec, gen):
    """A switch that calls one handler a command, and one a message: a command without a handler does not link."""
    commands = [f for f in rows(spec / "commands.tsv", 5) if f[1] != "none"]
    messages = [f for f in rows(spec / "messages.tsv", 5) if f[2] != "guard"]
    text = BANNER.format(source="commands.tsv and spec/messages.tsv")
    text += ("#ifndef GEN_DISPATCH_H\n#define GEN_DISPATCH_H\n\n#include <stdint.h>\n\n#include \"message_codec.h\"\n"
             "#include \"vocabulary.h\"\n\n/* Handlers are written by the guard process; see platform/guard. */\n"
             "struct guard_process;\nstruct guard_peer;\n\n")
    for _, word, _, meaning, _ in commands:
        text += f"void command_{word}(struct guard_process *process, uint8_t argument); /* {meaning} */\n"
    text += "\n"
    for _, word, _, _, meaning in messages:
        text += f"void handle_{word}(struct guard_process *process, struct guard_peer *peer, const message_t *message); /* {meaning} */\n"
    text += ("\n/** Carry out a command by its handler; COMMAND_NONE and numbers that name none do nothing. */\n"
             "static inline void dispatch_command(struct guard_process *process, uint8_t command, uint8_t argument)\n{\n  switch (command) {\n")
    text += "".join(f"  case COMMAND_{word.upper()}:\n    command_{word}(process, argument);\n    break;\n" for _, word, _, _, _ in commands)
    text += "  default:\n    break;\n  }\n}\n\n"
    text += ("/** Hand a decoded message to its handler; what only the guard may send is ignored. Returns 1 if handled. */\n"
             "static inline int dispatch_message(struct guard_process *process, struct guard_peer *peer, const message_t *message)\n"
             "{\n  switch (message->kind) {\n")
    text += "".join(f"  case MESSAGE_{word.upper()}:\n    handle_{word}(process, peer, message);\n    return 1;\n" for _, word, _, _, _ in messages)
    text += "  default:\n    return 0;\n  }\n}\n\n#endif\n"
    (gen / "dispatch.h").write_text(text)


def light_steps(text):
    """'+100 -150' -> [(True, 100), (False, 150)]"""
    return [(step[0] == "+", int(step[1:])) for step in text.split()]


def write_lights(spec, gen):
    """The steps of every pattern as a pure function of (pattern, time into the pattern)."""
    table = rows(spec / "lights.tsv", 6)
    widest = max(len(light_steps(f[3])) for f in table)
    text = BANNER.format(source="lights.tsv") + "#ifndef GEN_LIGHT_TABLE_H\n#define GEN_LIGHT_TABLE_H\n\n#include <stdint.h>\n\n"
    text += f"#define LIGHT_STEPS_MAX {widest}\n\n"
    text += ("/* One pattern: steps of `on` or off for `ms` milliseconds, in order; period: their sum; repeats: 0 plays once. */\n"
             "typedef struct {\n  uint8_t count;\n  uint8_t repeats;\n  uint16_t period_ms;\n"
             "  uint8_t on[LIGHT_STEPS_MAX];\n  uint16_t ms[LIGHT_STEPS_MAX];\n} light_steps_t;\n\n"
             "/* Indexed by enum light. */\n"
             f"#define LIGHT_PATTERNS {len(table)}\nextern const light_steps_t light_table[LIGHT_PATTERNS];\n\n#endif\n")
    (gen / "light_table.h").write_text(text)
    text = BANNER.format(source="lights.tsv") + '#include "light_table.h"\n\nconst light_steps_t light_table[LIGHT_PATTERNS] = {\n'
    for _, word, repeats, steps, _, _ in table:
        pairs = light_steps(steps)
        pad = widest - len(pairs)
        on = ", ".join([str(int(level)) for level, _ in pairs] + ["0"] * pad)
        ms = ", ".join([str(length) for _, length in pairs] + ["0"] * pad)
        period = sum(length for _, length in pairs)
        text += f"    {{{len(pairs)}, {int(repeats == 'forever')}, {period}, {{{on}}}, {{{ms}}}}}, /* {word} */\n"
    (gen / "light_table.c").write_text(text + "};\n")


def write_document(spec, gen):
    """The tables as Markdown, for a reader."""
    def table(title, head, lines):
        return f"## {title}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n" + "".join(
            "| " + " | ".join(line) + " |\n" for line in lines) + "\n"

    text = "<!-- SPDX-License-Identifier: BSD-2-Clause -->\n<!-- Written by spec/generate.py from spec/*.tsv. Do not edit. -->\n# Events, commands, messages, lights and reasons\n\n"
    text += table("Events", ["", "event", "argument", "meaning", "requirements"], rows(spec / "events.tsv", 5))
    text += table("Commands", ["", "command", "kind", "meaning", "requirements"], rows(spec / "commands.tsv", 5))
    text += table("Messages", ["", "message", "sender", "fields", "meaning"], rows(spec / "messages.tsv", 5))
    text += table("Lights", ["priority", "pattern", "repeats", "steps (ms)", "meaning", "requirements"], rows(spec / "lights.tsv", 6))
    text += table("Reasons", ["", "reason", "in the owner's words", "requirements"], rows(spec / "reasons.tsv", 4))
    text += table("Words", ["enum", "", "name", "meaning", "requirements"], rows(spec / "words.tsv", 5))
    (gen / "tables.md").write_text(text)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    spec, gen = (pathlib.Path(argument) for argument in sys.argv[1:])
    gen.mkdir(parents=True, exist_ok=True)
    write_vocabulary(spec, gen, vocabulary(spec))
    write_dispatch(spec, gen)
    write_lights(spec, gen)
    write_document(spec, gen)


if __name__ == "__main__":
    main()
