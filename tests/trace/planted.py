# SPDX-License-Identifier: GPL-2.0-or-later
"""Trees with one fault each, to see that the trace notices it: a check that cannot fail shows nothing."""
import evidence

SOUND = {
    "spec/requirements.md": "# R\n- R-001 [CORE] It opens. {proof, test}\n- R-002 [PLAT] It shines. {test; later: red}\n"
                            "- R-003 [DOC] It is told. {inspection: the box}\n- R-004 [CORE] It holds. {assumption: A-01}\n"
                            "- R-005 [CORE] It keeps shut. {proof, test}\n",
    "spec/assumptions.md": "| A-01 | what | of | without |\n",
    "spec/word.acsl.h": "/*@ axiomatic w {\n  // Shut (R-005).\n  predicate shut(integer x) = x == 0;\n  predicate tight(integer x) = shut(x);\n} */\n",
    "core/door.h": "/** Open. */\n/*@ ensures open: \\result == 1; // R-001\n    ensures tight(0);\n*/\nint door(void);\n",
    "core/door.c": '#include "door.h"\nint door(void)\n{\n  return 1;\n}\n',
    "proofs/entries.tsv": "door\tcore/door.c\t-\t3\tthe door\n",
    "tests/unit/test_door.c": "/* R-001, R-005: opens. */\nSTART_TEST(opens)\n{\n}\nEND_TEST\n",
    "tests/web/page.js": "export const tests = {\n  async 'R-002: shines'(board) {\n  },\n}\n",
}
# (what is planted, file, old, new, words of the complaint)
FAULTS = [
    ("a clause without its number", "core/door.h", " // R-001", "", "R-001: tagged proof"),
    ("a word that no contract says", "core/door.h", "ensures tight(0)", "ensures open2: \\true", "R-005: tagged proof"),
    ("a word that only a precondition says", "core/door.h", "ensures tight(0)", "requires tight(0)", "R-005: tagged proof"),
    ("a source without an entry", "proofs/entries.tsv", "core/door.c", "core/gate.c", "R-001: tagged proof"),
    ("a test without its number", "tests/unit/test_door.c", "R-001, ", "", "R-001: tagged test"),
    ("a page's test without its number", "tests/web/page.js", "R-002: ", "", "R-002: tagged test"),
    ("a number that there is not", "core/door.c", "return 1;", "return 1; /* R-900 */", "R-900 names no requirement"),
    ("a range beyond the last", "tests/unit/test_door.c", "R-001,", "R-001 to R-009,", "R-009 names no requirement"),
    ("no evidence", "spec/requirements.md", " {inspection: the box}", "", "R-003 carries no evidence"),
    ("an unknown kind", "spec/requirements.md", "{inspection: the box}", "{faith}", "'faith' is no kind"),
    ("an inspection of nothing", "spec/requirements.md", "{inspection: the box}", "{inspection}", "'inspection' needs words"),
    ("later without what", "spec/requirements.md", "later: red", "later", "'later' needs words"),
    ("an assumption that there is not", "spec/requirements.md", "A-01", "A-77", "A-77 is not in"),
    ("a core proof without a test", "spec/requirements.md", "opens. {proof, test}", "opens. {proof}", "must be tagged test"),
    ("a number twice", "spec/requirements.md", "R-002 [PLAT]", "R-001 [PLAT]", "R-001 is there twice"),
]


def planted():
    """(what, complaint or None) of each fault; the sound tree first."""
    holes = evidence.trace(SOUND)["holes"]
    yield "the sound tree has no hole", "; ".join(holes) or None
    for what, path, old, new, words in FAULTS:
        text = SOUND[path]
        changed = text.replace(old, new) if old in text else None
        if changed is None and path == "spec/requirements.md":
            changed = text.replace(old.capitalize(), new.capitalize())
        holes = evidence.trace({**SOUND, path: changed or text})["holes"]
        yield what, None if any(words in hole for hole in holes) else f"not noticed; the holes: {holes}"
