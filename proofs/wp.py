# SPDX-License-Identifier: BSD-2-Clause
"""Run Frama-C on an entry of proofs/entries.tsv, and read what it says: the verdict is read here and nowhere else."""
import hashlib
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / os.environ.get("BUILD", "build") / "proofs"
PROVERS = ("Qed", "Z3", "CVC4")
# Step limits decide, so that a slow machine gives the same verdict; the time limit only ends a prover that hangs.
ALWAYS = ["-wp", "-wp-rte", "-wp-model", "Typed", "-wp-par", "1", "-cpp-extra-args=-Icore -Igen -Ispec"]
PROOF = {"-wp-prover": "cvc4,z3", "-wp-steps": "400000", "-wp-timeout": "240"}
# Of the goals only those of termination are left, without which WP would skip a function and its smoke tests.
SMOKE = {"-wp-smoke-tests": None, "-wp-prop": "-@ensures,-@invariant,-@assert,-@variant,-@assigns,-@requires", "-wp-prover": "z3",
         "-wp-steps": "20000", "-wp-timeout": "2", "-wp-smoke-timeout": "1"}


def digest(entry):
    """What the verdict depends on: the preprocessed text with its annotations, the options, the tool."""
    text = subprocess.run(["gcc", "-E", "-C", "-Icore", "-Igen", "-Ispec", entry["source"]], cwd=ROOT,
                          capture_output=True, check=True).stdout
    key = hashlib.sha256(text)
    key.update(json.dumps([ALWAYS, PROOF, SMOKE, entry["options"]]).encode())
    key.update(pathlib.Path(__file__).read_bytes())
    return key.hexdigest()


def frama_c(entry, options, name):
    """What Frama-C says of an entry, also kept as a log, and the seconds of processor that it and the provers took."""
    words = [flag if value is None else f"{flag}={value}" for flag, value in options.items()]
    log = BUILD / f"{name}.log"
    with log.open("w") as output:
        run = subprocess.Popen(["frama-c", *ALWAYS, *words, entry["source"]], cwd=ROOT, stdout=output,
                               stderr=subprocess.STDOUT)
        _, run.returncode, used = os.wait4(run.pid, 0)
    return log.read_text(), used.ru_utime + used.ru_stime


def read_proof(log):
    """(proved, goals, {prover: goals}, complaints) of a run for the goals."""
    totals = re.findall(r"Proved goals:\s+(\d+)\s*/\s*(\d+)", log)
    proved, goals = (int(totals[-1][0]), int(totals[-1][1])) if totals else (0, 0)
    provers = {name: int(count) for name, count in re.findall(r"^  (Qed|Z3|CVC4)[^:\n]*:\s+(\d+)", log, re.M)}
    complaints = [line for line in log.splitlines()
                  if re.search(r"warning|no goal generated|user error|fatal|\] Goal .* : (failed|timeout|unknown|step)",
                               line, re.I)]
    if not totals:
        complaints.append("no report of proved goals: see the log")
    return proved, goals, provers, complaints


def read_smoke(log):
    """(passed, complaints) of a run for the smoke tests."""
    complaints = [line for line in log.splitlines()
                  if re.search(r"\[Failed\] Smoke-test|user error|fatal", line, re.I)]
    if "Proved goals:" not in log:
        complaints.append("no report of the smoke tests: see the log")
    return len(re.findall(r"\[Passed\] Smoke-test", log)), complaints


def read_functions(log):
    """[{function, goals, proved, seconds, and goals of each prover}] of a run for the goals, by the goals' names."""
    names = sorted(re.findall(r"annotating function (\w+)", log), key=len, reverse=True)
    found = {}
    for prover, goal, verdict, times in re.findall(r"^\[wp\] (?:\[(\w+)[^\]]*\] )?Goal typed_(\S+) : (\w+)(.*)", log, re.M):
        name = next((name for name in names if goal.startswith(f"{name}_")), goal)
        row = found.setdefault(name, {"function": name, "goals": 0, "proved": 0, "seconds": 0.0, **dict.fromkeys(PROVERS, 0)})
        row["goals"] += 1
        row["seconds"] += sum(float(number) * {"ms": 0.001, "s": 1, "'": 60}[unit] for number, unit in re.findall(r"([\d.]+)(ms|s|')", times))
        if verdict == "Valid":
            row["proved"] += 1
            row[prover] = row.get(prover, 0) + 1
    return [{**row, "seconds": round(row["seconds"], 2)} for _, row in sorted(found.items())]


def prove_goals(entry):
    """Run one entry for its goals: what read_proof() and read_functions() say, and the seconds."""
    log, seconds = frama_c(entry, {**PROOF, **entry["options"]}, entry["name"])
    return *read_proof(log), read_functions(log), seconds


def prove_smoke(entry):
    """Run one entry for its smoke tests: what read_smoke() says, and the seconds."""
    log, seconds = frama_c(entry, {**entry["options"], **SMOKE}, f"{entry['name']}.smoke")
    return *read_smoke(log), seconds
