# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge the mutants of charts and of the light's table by asking them for everything.

A chart's step is a function of a state and a symbol, and there are few of both; the light's table is one of a pattern and a
moment. Their contracts say every field of the answer, and leave no choice: proofs/determined.c proves that two answers that
both satisfy the contract for the same state and symbol are equal. The unchanged code is proved to satisfy it. So

  - a mutant that returns another answer for some state and symbol that the contract speaks of does not satisfy it. The
    place is a counter-example: no prover can prove the mutant, and none needs to be asked. (Were it proved, it would have
    no runtime error either, so the compiled code would answer as the C says, hence as the contract says, hence the same.)
  - a mutant that answers the same for all of them satisfies it as well: no proof and no test can tell it from the unchanged.
    A state is any `int` where the contract says so (form, wifi_uri): then it is 0 to 63, a few beyond, and the least and
    the greatest; every other number takes the same way through the code, by the `switch` that no mutant adds a case to.

A mutant that does not return, or ends otherwise, has given no answer: it goes the way of all others.
"""
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
HARNESS = HERE / "exhaust.c"
SUBJECTS = sorted(set(re.findall(r"\bdefined SUBJECT_(\w+)", HARNESS.read_text())))
DETERMINED = "proofs/determined.c"  # proves that the contracts leave no choice
PATIENCE = 10  # seconds that all answers may take
FLAGS = ["-std=gnu11", "-O0", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec"]


def asked(source):
    """Whether a source is judged in this way."""
    path = pathlib.Path(source)
    return path.parts[0] == "gen" and path.stem in SUBJECTS


def chosen(stem):
    """The options that choose what the harness asks."""
    return ["-DSUBJECT", f"-DSUBJECT_{stem}"]


def answers(run, code, place, stem):
    """Every answer of the code in a file, as lines; None where it does not compile, words where it does not return."""
    program = place / f"exhaust_{stem}"  # charts are asked at the same time
    status, _ = run(["gcc", *FLAGS, *chosen(stem), str(HARNESS), str(code), "-o", str(program)], 60)
    if status:
        return None
    status, said = run([str(program)], PATIENCE)
    return said.splitlines() if status == 0 else "it does not return" if status is None else f"it ends with status {status}"


def verdict(unchanged, changed):
    """{verdict, why} of a mutant by both lists of answers: same; otherwise (a counter-example); beyond, where the contract does
    not speak; asked, where it has to be asked in another way."""
    if changed is None:
        return {"verdict": "stillborn", "why": "it does not compile"}
    if isinstance(changed, str):
        return {"verdict": "other", "why": changed}
    if changed == unchanged:
        return {"verdict": "same", "why": "it does the same for every state and symbol"}
    for at, (wanted, told) in enumerate(zip(unchanged + [""], changed + [""])):
        if wanted != told:
            if "beyond" in unchanged[:at]:
                return {"verdict": "beyond", "why": f"its contract does not speak of the state {(wanted or told).split()[0]}"}
            return {"verdict": "otherwise", "why": f"counter-example: {told or 'nothing'} where the contract says {wanted or 'nothing'}"}
    raise AssertionError("lists that differ differ somewhere")


def faults():
    """What is wrong with verdict(), in words; nothing where all is well."""
    plain = ["0 0: 1", "0 1: 2", "beyond", "9 0: 3"]
    wanted = [(plain, "same"), (["0 0: 1", "0 1: 3", "beyond", "9 0: 3"], "otherwise"), (["0 0: 1", "0 1: 2", "beyond", "9 0: 4"], "beyond"),
              ("it does not return", "other"), (None, "stillborn"), (plain[:1], "otherwise"), (plain + ["9 1: 0"], "beyond")]
    found = [(changed, verdict(plain, changed)["verdict"], right) for changed, right in wanted]
    return [f"answers {changed} are judged {told}, not {right}" for changed, told, right in found if told != right]
