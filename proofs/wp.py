# SPDX-License-Identifier: BSD-2-Clause
"""Run Frama-C on an entry of proofs/entries.tsv, and read what it says: the verdict is read here and nowhere else."""
import collections
import contextlib
import functools
import hashlib
import json
import os
import pathlib
import re
import signal
import subprocess
import threading

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / os.environ.get("BUILD", "build") / "proofs"
PROVERS = ("Qed", "Z3", "CVC4")
# Step limits decide, so that a slow machine gives the same verdict; the time limit only ends a prover that hangs.
# The provers see a contradiction in a branch by themselves: looking for one before (pruning) costs a quarter more, and
# bringing what is known of constants into each goal (ground) a fifth.
ALWAYS = ["-wp", "-wp-rte", "-wp-model", "Typed", "-wp-no-pruning", "-wp-no-ground", "-wp-par", "1", "-cpp-extra-args=-Icore -Igen -Ispec"]
PROOF = {"-wp-prover": "z3,cvc4,cvc4_laws", "-wp-steps": "400000", "-wp-timeout": "240"}
# The smoke tests are put after the goals in the same process, which has the text and the theories; Z3 alone answers them.
# None is put behind each call: its contract is proved itself, and the code behind it is tested as code.
SMOKE = {"-wp": None, "-wp-smoke-tests": None, "-wp-no-smoke-dead-call": None, "-wp-prop": "-@ensures,-@invariant,-@assert,-@variant,-@assigns,-@requires",
         "-wp-prover": "-cvc4,-cvc4_laws,-z3,+z3", "-wp-steps": "20000", "-wp-timeout": "2", "-wp-smoke-timeout": "1"}
# A prover that runs for 30 ms spends half of it on getting 20 MB in small pages, one fault each: let it ask for large ones.
PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=4194304"}
LIGHTEN = pathlib.Path(__file__).with_name("lighten.ml")  # compiled for Frama-C, and loaded into it
HELPERS = "proofs/helpers.c"  # proves the functions of the headers that it includes; the other entries leave them out
STARTING = threading.Lock()  # held while a run is started, so that none is missed by end()
RUNNING = set()  # the runs of Frama-C, each the leader of a process group of its own: its provers are in it
SECOND = "[wp] Running WP plugin..."  # printed at the beginning of the goals, and again at that of the smoke tests


def preprocessed(entry):
    return subprocess.run(["gcc", "-E", "-C", "-Icore", "-Igen", "-Ispec", entry["source"]], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def left_out(entry, text):
    """The functions of an entry's preprocessed text that the entry of HELPERS proves, as options."""
    if entry["source"] == HELPERS or not (ROOT / HELPERS).exists():
        return {}
    headers = [f"core/{name}" for name in re.findall(r'^#include "(.*)"', (ROOT / HELPERS).read_text(), re.M)]
    names = [name for header in headers if f' "{header}"' in text for name in re.findall(r"^static inline \w+ (\w+)\(", (ROOT / header).read_text(), re.M)]
    return {"-wp-skip-fct": ",".join(names)} if names else {}


def digest(entry):
    """What the verdict depends on: the preprocessed text with its annotations, the options, the tool."""
    text = preprocessed(entry)
    key = hashlib.sha256(text.encode())
    key.update(json.dumps([ALWAYS, PROOF, SMOKE, entry["options"], left_out(entry, text)]).encode())
    for part in ("wp.py", "provers.py", LIGHTEN.name):
        key.update((ROOT / "proofs" / part).read_bytes())
    return key.hexdigest()


def end(number, _):
    """End the runs, with their provers, and the program, at a signal."""
    STARTING.acquire(timeout=5)  # and keep it: no other run starts
    for leader in list(RUNNING):
        with contextlib.suppress(ProcessLookupError):  # it ended by itself just now
            os.killpg(leader, signal.SIGKILL)
    os._exit(128 + number)


@functools.cache
def lighten():
    """The options that load LIGHTEN, which is compiled for them. Why3's own library is Frama-C's, so it is there."""
    text = LIGHTEN.read_bytes()
    folder = BUILD / f"lighten-{hashlib.sha256(text).hexdigest()[:8]}"
    if not folder.exists():
        made = folder.with_suffix(f".{os.getpid()}")
        made.mkdir(parents=True)
        (made / LIGHTEN.name).write_bytes(text)
        why3 = subprocess.run(["why3", "--print-libdir"], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(["ocamlopt", "-I", why3, "-shared", "-o", "lighten.cmxs", LIGHTEN.name], cwd=made, check=True)
        with contextlib.suppress(OSError):  # another run has just made it
            made.rename(folder)
    return ["-load-module", str(folder / "lighten.cmxs")]


def words(options):
    return [flag if value is None else f"{flag}={value}" for flag, value in options.items()]


def frama_c(entry):
    """(what Frama-C says of an entry's goals, and of its smoke tests, both kept as logs; how it ended, as complaints; the seconds of processor)."""
    logs = BUILD / f"{entry['name']}.log", BUILD / f"{entry['name']}.smoke.log"
    command = ["frama-c", *ALWAYS, *lighten(), *words({**PROOF, **entry["options"], **left_out(entry, preprocessed(entry))}), entry["source"], "-then", *words(SMOKE)]
    with logs[0].open("w") as output:
        # Frama-C looks for sources in $PWD, whatever folder it is started in.
        with STARTING:
            run = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, process_group=0,
                                   env={**os.environ, **PAGES, "PWD": str(ROOT), "WHY3CONFIG": str(BUILD / "why3/why3.conf")})
            RUNNING.add(run.pid)
        _, status, used = os.wait4(run.pid, 0)
        RUNNING.discard(run.pid)
    run.returncode = os.waitstatus_to_exitcode(status)
    goals, found, smoke = logs[0].read_text().rpartition(SECOND)
    if goals.count(SECOND) != 1:  # it ended within the goals
        goals, found, smoke = logs[0].read_text(), "", ""
    logs[0].write_text(goals)
    logs[1].write_text(found + smoke)
    ended = [] if run.returncode == 0 else [f"Frama-C ended with status {run.returncode}: see {logs[1 if smoke else 0]}"]
    return goals, found + smoke, ended, used.ru_utime + used.ru_stime


def read_proof(log):
    """(proved, goals, {prover: goals}, complaints) of a run for the goals."""
    totals = re.findall(r"Proved goals:\s+(\d+)\s*/\s*(\d+)", log)
    proved, goals = (int(totals[-1][0]), int(totals[-1][1])) if totals else (0, 0)
    provers = collections.Counter()
    for name, count in re.findall(r"^  (Qed|Z3|CVC4)[^:\n]*:\s+(\d+)", log, re.M):
        provers[name] += int(count)
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


def prove_entry(entry):
    """Run one entry, and say what the report keeps of it."""
    log, smoke_log, ended, seconds = frama_c(entry)
    proved, goals, provers, complaints = read_proof(log)
    smoke, doubts = read_smoke(smoke_log)
    return {"name": entry["name"], "proved": proved + smoke, "goals": goals + smoke + len(doubts), "provers": provers, "smoke": smoke,
            "seconds": round(seconds, 1), "functions": read_functions(log), "complaints": ended + complaints + doubts}
