# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of each mutant, in a file that is committed, so that a campaign goes on where one on another machine ended.

One line a function: source, function, what the verdicts of its proofs depend on, what those of its tests depend on, and a
letter for each mutant in the order in which they are made. A line whose text has changed since says nothing any more; of one
whose tests have changed the proofs' verdicts still hold. What is not known, or survived, is tried again.
"""
import pathlib

PATH = pathlib.Path(__file__).resolve().parent / "verdicts.tsv"
LETTERS = {"by proof": "P", "by test": "T", "explained": "E", "same": "=", "stillborn": "x"}
CLASSES = {letter: kind for kind, letter in LETTERS.items()}
TESTED = "TE"  # letters that rest on the tests
UNKNOWN = "."
HEAD = """# SPDX-License-Identifier: GPL-2.0-or-later
# Written by `tests/mutants/run --score`. Do not edit. What became of each mutant: P killed by proof, T by a test, E explained,
# = the same, x stillborn, . not tried. Tab-separated: source, function, digests of what proofs and tests depend on, mutants.
"""


def functions_of(mutants):
    """{(source, function): its mutants, in order}."""
    found = {}
    for mutant in mutants:
        found.setdefault((mutant.source, mutant.function), []).append(mutant)
    return found


def read(text, every, digests):
    """{mutant's name: class} of what the file's text says that still holds.

    every: all mutants of the sources; digests: {source: (of its proofs, of its tests)}.
    """
    functions, known = functions_of(every), {}
    for line in text.splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) != 5 or tuple(fields[:2]) not in functions:
            continue
        source, function, proofs, tests, letters = fields
        mutants = functions[source, function]
        if proofs != digests[source][0] or len(letters) != len(mutants):
            continue
        for mutant, letter in zip(mutants, letters):
            if letter in CLASSES and (letter not in TESTED or tests == digests[source][1]):
                known[mutant.name] = CLASSES[letter]
    return known


def written(every, digests, classes):
    """The file's text. classes: {mutant's name: class}; those that are not in it were not tried."""
    lines = []
    for (source, function), mutants in functions_of(every).items():
        letters = "".join(LETTERS.get(classes.get(mutant.name), UNKNOWN) for mutant in mutants)
        if letters.strip(UNKNOWN):
            lines.append("\t".join([source, function, *digests[source], letters]) + "\n")
    return HEAD + "".join(lines)


def faults():
    """What is wrong with read() and written(), in words; nothing where all is well."""
    class Mutant:
        def __init__(self, name):
            self.name, self.source, self.function = name, "core/a.c", "a"
    every, digests = [Mutant(name) for name in "abcd"], {"core/a.c": ("1", "2")}
    classes = {"a": "by proof", "b": "by test", "c": "survived"}
    text = written(every, digests, classes)
    wanted = [(text, digests, {"a": "by proof", "b": "by test"}), (text, {"core/a.c": ("1", "3")}, {"a": "by proof"}),
              (text, {"core/a.c": ("3", "2")}, {}), (text.replace("PT..", "PT."), digests, {}), ("nonsense\n", digests, {})]
    return [f"of {given!r} is read {read(given, every, right)}, not {known}" for given, right, known in wanted if read(given, every, right) != known]
