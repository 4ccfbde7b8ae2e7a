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
    cases = "".join(f'  case {prefix}_{word.upper()}:\n    return "{word}";\n' for _, word, _ in entries
                    if word != "unknown")
    return (f"const char *{name}_name(uint8_t {name})\n{{\n  switch ({name}) {{\n{cases}  default:\n"
            f'    return "unknown";\n  }}\n}}\n\n')


def name_declaration(name):
    article = "an" if name[0] in "aeiou" else "a"
    return (f"/** The name of {article} {name}, in lower case, \"unknown\" for a number that names none. Never NULL. */\n"
            f"/*@ terminates \\true;\n    assigns \\result \\from {name};\n"
            f"    ensures named: \\valid_read(\\result);\n*/\n"
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
               "/*@ terminates \\true;\n    assigns \\result \\from reason;\n"
               "    ensures named: \\valid_read(\\result);\n*/\n"
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


def light_ends(steps):
    """[(True, 100), (False, 150)] -> [(True, 100), (False, 250)]: each step with the moment at which it ends."""
    ends, end = [], 0
    for level, length in steps:
        end += length
        ends.append((level, end))
    return ends


def light_case(word, ends):
    """The C that finds the step of one pattern."""
    lines = [f"  case LIGHT_{word.upper()}:\n"]
    for level, end in ends[:-1]:
        lines.append(f"    if (ms < {end}) {{\n      return (light_step_t){{{int(level)}, {end}}};\n    }}\n")
    level, end = ends[-1]
    lines.append(f"    return (light_step_t){{{int(level)}, {end}}};\n")
    return "".join(lines)


def light_logic(name, table, value, other):
    """An ACSL function of the pattern, by nested conditions."""
    cases = "".join(f"\n    p == LIGHT_{f[1].upper()} ? {value(f)} :" for f in table)
    return f"  logic integer {name} ={cases} {other};\n"


def light_condition(ends, value):
    """A nested condition over ms, for the steps of one pattern."""
    return "(" + "".join(f"ms < {end} ? {value(level, end)} : " for level, end in ends[:-1]) + f"{value(*ends[-1])})"


def light_predicate(name, words):
    """The C that is true of some patterns."""
    cases = "".join(f"  case LIGHT_{word.upper()}:\n" for word in words)
    return (f"bool light_table_{name}(uint8_t pattern)\n{{\n  switch (pattern) {{\n{cases}    return true;\n"
            "  default:\n    return false;\n  }\n}\n\n")


def write_lights(spec, gen):
    """The rhythm of every pattern as functions of (pattern, time into it), and the same as ACSL."""
    table = numbered(rows(spec / "lights.tsv", 6))
    ends = {f[1]: light_ends(light_steps(f[3])) for f in table}
    period = {word: steps[-1][1] for word, steps in ends.items()}
    text = BANNER.format(source="lights.tsv")
    text += ("#ifndef GEN_LIGHT_TABLE_H\n#define GEN_LIGHT_TABLE_H\n\n#include <stdbool.h>\n#include <stdint.h>\n\n"
             "#include \"vocabulary.h\"\n\n"
             "/* One step of a pattern. */\ntypedef struct {\n  uint8_t on;\n"
             "  uint16_t until_ms; /* when the step ends, in milliseconds since the pattern began */\n} light_step_t;\n\n/*@\n")
    text += light_logic("light_period_ms(integer p)", table, lambda f: period[f[1]], 0)
    text += light_logic("light_steps(integer p)", table, lambda f: len(ends[f[1]]), 0)
    text += light_logic("light_repeats(integer p)", table, lambda f: int(f[2] == "forever"), 0)
    text += light_logic("light_on_ms(integer p, integer ms)", table,
                        lambda f: light_condition(ends[f[1]], lambda level, end: int(level)), 0)
    text += light_logic("light_until_ms(integer p, integer ms)", table,
                        lambda f: light_condition(ends[f[1]], lambda level, end: end), 0)
    text += "*/\n\n"
    text += ("/** How long a pattern plays once, in milliseconds; 0 for a number that names no pattern. */\n"
             "/*@ terminates \\true;\n    assigns \\nothing;\n    ensures period: \\result == light_period_ms(pattern);\n"
             "    ensures some: pattern <= LIGHT_LAST ==> \\result > 0;\n*/\n"
             "uint16_t light_table_period(uint8_t pattern);\n\n"
             "/** Whether a pattern plays again and again. */\n"
             "/*@ terminates \\true;\n    assigns \\nothing;\n    ensures repeats: \\result <==> light_repeats(pattern) == 1;\n*/\n"
             "bool light_table_repeats(uint8_t pattern);\n\n"
             "/** Whether a pattern never changes: it has one step, and plays again and again. */\n"
             "/*@ terminates \\true;\n    assigns \\nothing;\n"
             "    ensures steady: \\result <==> light_repeats(pattern) == 1 && light_steps(pattern) == 1;\n*/\n"
             "bool light_table_steady(uint8_t pattern);\n\n"
             "/** The step of a pattern, `ms` milliseconds after it began; past its end, the last one. */\n"
             "/*@ terminates \\true;\n    assigns \\nothing;\n    ensures on: \\result.on == light_on_ms(pattern, ms);\n"
             "    ensures until: \\result.until_ms == light_until_ms(pattern, ms);\n*/\n"
             "light_step_t light_table_step(uint8_t pattern, uint16_t ms);\n\n#endif\n")
    (gen / "light_table.h").write_text(text)

    text = BANNER.format(source="lights.tsv") + '#include "light_table.h"\n\n'
    text += "uint16_t light_table_period(uint8_t pattern)\n{\n  switch (pattern) {\n"
    for length in sorted(set(period.values())):
        text += "".join(f"  case LIGHT_{f[1].upper()}:\n" for f in table if period[f[1]] == length)
        text += f"    return {length};\n"
    text += "  default:\n    return 0;\n  }\n}\n\n"
    text += light_predicate("repeats", [f[1] for f in table if f[2] == "forever"])
    text += light_predicate("steady", [f[1] for f in table if f[2] == "forever" and len(ends[f[1]]) == 1])
    text += ("light_step_t light_table_step(uint8_t pattern, uint16_t ms)\n{\n  switch (pattern) {\n"
             + "".join(light_case(f[1], ends[f[1]]) for f in table)
             + "  default:\n    return (light_step_t){0, 0};\n  }\n}\n")
    (gen / "light_table.c").write_text(text)


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
