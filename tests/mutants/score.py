# SPDX-License-Identifier: GPL-2.0-or-later
"""Count what became of the mutants."""
import pathlib
import re

import evidence

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PAGE = HERE / "score.md"
COLUMNS = ["by proof", "by test", "explained", "survived", "same", "stillborn", "not tried"]
HEAD = """<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<!-- Written by `tests/mutants/run --score` from the results of `make mutants`. Do not edit. -->
# What notices a change of the core

`make mutants` tries every mutant below and goes on where an earlier run ended; `tests/mutants/run --help` says how one is
made and judged, `explained.tsv` why those explained cannot be noticed. *First* is who was asked first: where a proof killed,
no test was asked, and where a test killed, no proof. *By test* of a source whose proofs were asked first: the proof let it
pass, a test did not. *The same*: the compiler makes the same code of it, or a chart gives the same answers everywhere.

| source | first | mutants | killed by proof | by test | explained | survived | the same | stillborn | not tried |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def class_of(found, reason):
    """A mutant's place in the score."""
    if found is None:
        return "not tried"
    if "kept" in found:
        return found["kept"]
    if found["code"]["verdict"] in ("stillborn", "same"):
        return found["code"]["verdict"]
    tests, proof = (found.get(stage, {}).get("verdict", "not asked") for stage in ("tests", "proof"))
    if proof == "killed":
        return "by proof"
    if reason:
        return "explained" if tests != "killed" else "misexplained"
    return "by test" if tests == "killed" else "survived"


def broken(report):
    """{requirement: mutants} of those whose clause was the first goal that a mutant broke: their numbers say something."""
    files = {str(path.relative_to(ROOT)): path.read_text() for folder in ("spec", "core", "gen", "proofs") for path in sorted((ROOT / folder).glob("*.[ch]"))}
    clauses = evidence.proved_clauses(files, evidence.entry_lines((ROOT / "proofs/entries.tsv").read_text()))
    found = {}
    for one in report:
        proof = (one["found"] or {}).get("proof", {})
        goal = re.search(r"typed_\w+", proof.get("why", "")) if proof.get("verdict") == "killed" else None
        for number in {number for clause in clauses if goal and goal[0].startswith(clause["goal"]) for number in clause["numbers"]}:
            found.setdefault(number, []).append(one["name"])
    return found


def rows_of(rows):
    """(source, counts, share killed) of each source, and of all."""
    total = {column: sum(counts.get(column, 0) for counts in rows.values()) for column in {column for counts in rows.values() for column in counts}}
    for source, counts in [*sorted(rows.items()), ("all", total)]:
        killed = counts.get("by proof", 0) + counts.get("by test", 0)
        living = counts.get("survived", 0)
        yield source, counts, f"{100 * killed / (killed + living):.1f}%" if killed + living else "-"


def table(rows):
    """Print the score, one line a source; returns what it comes to."""
    print(f"{'source':28}" + "".join(f"{column:>11}" for column in COLUMNS) + f"{'killed':>9}")
    for source, counts, share in rows_of(rows):
        print(f"{source:28}" + "".join(f"{counts.get(column, 0):11}" for column in COLUMNS) + f"{share:>9}")
    return counts


def write(rows, first):
    """Write the score as a page."""
    lines = [f"| {source} | {first.get(source, '')} | {sum(counts.values())} | " + " | ".join(str(counts.get(column, 0)) for column in COLUMNS) + " |\n"
             for source, counts, _ in rows_of(rows)]
    PAGE.write_text(HEAD + "".join(lines))
