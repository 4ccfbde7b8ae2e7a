# SPDX-License-Identifier: GPL-2.0-or-later
"""Try a mutant: does it compile, do the tests notice it, does the proof of its function fail?"""
import hashlib
import os
import pathlib
import re
import resource
import selectors
import shutil
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/metrics"), str(ROOT / "proofs")]
import coverage  # noqa: E402
import exhaust  # noqa: E402
import mutate  # noqa: E402
import provers  # noqa: E402
import wp  # noqa: E402

FLAGS = ["-std=c11", "-ffreestanding", "-fPIC", "-O1", "-g0", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec"]
PROVE = ["frama-c", "-wp", "-wp-rte", "-wp-model", "Typed", "-wp-par", "1", "-cpp-extra-args=-Icore -Igen -Ispec"]
CHEAPER = ["-wp-no-pruning", "-wp-no-ground"]  # as the gate has it
# Tried in this order until the function with neutral edits proves; its mutants are tried with the same. A step of Z3's is a
# small part of one of CVC4's.
EFFORTS = [{"-wp-prover": "cvc4", "-wp-steps": "40000", "-wp-timeout": "20"}, {"-wp-prover": "z3", "-wp-steps": "4000000", "-wp-timeout": "20"},
           {"-wp-prover": "cvc4,z3", "-wp-steps": "100000", "-wp-timeout": "60"},
           {"-wp-prover": "cvc4,z3", "-wp-steps": "400000", "-wp-timeout": "120"}]
PATIENCE = 10        # seconds that a test program may compute at least: one that is dear, four times what it takes unchanged
PROOF_CAP = 900      # seconds that the proof of a function may take
STOP = pathlib.Path(__file__).resolve().parent / "stop.c"
PROPERTY = ["tests/property/run", "--no-mutants", "--examples", "3000"]
# Which property tests look at a source: the others cannot notice its mutants.
PROPERTIES = ("core/button", "core/reset", "core/provision", "core/journal", "core/message", "gen/message_codec")

os.environ["PWD"] = str(ROOT)  # where Frama-C looks for sources, whatever folder it is started in


class Fault(Exception):
    """What ends the run, in words."""


def run(command, seconds, **options):
    """(status, output) of a command that may compute for so long, and take ten times as long on a busy machine.

    None for a status where it takes longer; nothing of the command is left then.
    """
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", process_group=0,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1)), **options)
    try:
        output, _ = process.communicate(timeout=10 * seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        return None, output
    return (None if process.returncode in (-signal.SIGXCPU, -signal.SIGKILL) else process.returncode), output


def need(command, what):
    status, output = run(command, 600)
    if status:
        raise Fault(f"{what}: {output[-1500:]}")


class Bench:
    """The core as objects, and the unit tests linked against it as a library that can be exchanged."""

    def __init__(self, folder):
        self.folder = folder
        self.objects = folder / "objects"
        self.programs = folder / "programs"
        self.unchanged = folder / "unchanged"
        self.tests = coverage.core_tests()
        for place in (self.objects, self.programs, self.unchanged):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        self.sources = sorted([*(ROOT / "core").glob("*.c"), *(ROOT / "gen").glob("*.c")])
        self.libraries = subprocess.run(["pkg-config", "--libs", "check"], capture_output=True, text=True, check=True).stdout.split()
        self.ready, self.guard, self.costs = {}, threading.Lock(), {}
        wp.lighten()
        os.environ.update(WHY3CONFIG=str(provers.configure(folder / "why3")))

    def prepare(self):
        """Compile the core as it is."""
        for source in self.sources:
            need(["gcc", *FLAGS, "-c", str(source), "-o", str(self.object_of(source))], f"{source} does not compile")
        (self.unchanged / "lib").mkdir(parents=True, exist_ok=True)
        self.link(self.unchanged / "lib/libcore.so", {})

    def once(self, name, make):
        """What make() gave for a name, made when it is first needed."""
        with self.guard:
            lock = self.ready.setdefault(name, [threading.Lock()])
        with lock[0]:
            if len(lock) == 1:
                lock.append(make())
        return lock[1]

    def command(self, test):
        """The command of a test, which passes before anything is changed."""
        return self.once(test, lambda: self.proven(test))

    def proven(self, test):
        command = PROPERTY if test == "property" else [str(self.programs / test)]
        if test != "property":
            need(["gcc", "-std=gnu11", "-D_GNU_SOURCE", "-O1", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec", "-iquote",
                  "platform", "-Itests/unit", f"tests/unit/{test}.c", str(STOP), "-Wl,--allow-multiple-definition", "-L", str(self.unchanged / "lib"), "-lcore", *self.libraries, "-o",
                  command[0]], f"{test} does not build")
        started = time.monotonic()
        status, output = run(command, 120, env=self.environment(self.unchanged))
        self.costs[test] = time.monotonic() - started
        if status != 0:
            raise Fault(f"{command[0]} fails before anything is changed: {output[-800:]}")
        return command

    @staticmethod
    def environment(place):
        return {**os.environ, "LD_LIBRARY_PATH": str(place / "lib"), "CK_FORK": "no", "BUILD": str(place)}

    def object_of(self, source):
        return self.objects / f"{source.parent.name}-{source.stem}.o"

    def link(self, library, exchanged):
        objects = [str(exchanged.get(source, self.object_of(source))) for source in self.sources]
        need(["gcc", "-shared", "-o", str(library), *objects], "the core does not link")

    def asked(self, source):
        """The tests that can notice a source's mutants: those named like it, those that reach it, the property tests last."""
        close = [test for test in self.tests if source.stem.startswith(test.removeprefix("test_"))]
        far = [test for test in self.tests if test not in close and self.reaches(source, test)]
        return close + far + (["property"] if f"{source.parent.name}/{source.stem}" in PROPERTIES else [])

    @staticmethod
    def text_of(test):
        """The text of a test, for what its verdict depends on."""
        paths = sorted((ROOT / "tests/property").glob("*.py")) if test == "property" else [ROOT / f"tests/unit/{test}.c"]
        return b"".join(path.read_bytes() for path in paths if path.exists())

    def reaches(self, source, test):
        """Whether a unit test can reach a source that it is not named for: the guard's composes many, others include its header
        or one of its family, such as motion.h for core/motion_planes.c."""
        if test == "test_guard":
            return not source.stem.startswith(("motion", "ie", "form", "wifi_uri", "event", "owner", "message"))
        word = source.stem.partition("_")[0]
        return re.search(rf'"{word}\w*\.h"', (ROOT / f"tests/unit/{test}.c").read_text()) is not None

    def compiled(self, mutant, text, place):
        """{verdict, why} of a mutant before anything is asked: stillborn; same (code, or answers); beyond or otherwise, of
        exhaust.py; other. Leaves its object in the folder."""
        source = ROOT / mutant.source
        place.mkdir(parents=True, exist_ok=True)
        written = place / source.name
        written.write_text(mutant.applied(text))
        if exhaust.asked(mutant.source):
            unchanged = self.once(mutant.source, lambda: exhaust.answers(run, source, self.unchanged, source.stem))
            if not isinstance(unchanged, list):
                raise Fault(f"{mutant.source} gives no answers: {unchanged or 'tests/mutants/exhaust.c does not compile with it'}")
            found = exhaust.verdict(unchanged, exhaust.answers(run, written, place, source.stem))
            if found["verdict"] != "other":
                return found
        status, output = run(["gcc", *FLAGS, "-c", str(written), "-o", str(place / "made.o")], 60)
        if status:
            return {"verdict": "stillborn", "why": re.sub(r".*?error: ", "", next((l for l in output.splitlines() if "error" in l), ""))}
        if self.code(place / "made.o") == self.once(f"code of {source}", lambda: self.code(self.object_of(source))):
            return {"verdict": "same", "why": "the compiler makes the same code of it"}
        return {"verdict": "other", "why": ""}

    @staticmethod
    def told(status, output):
        """What a test says that fails, in words."""
        line, name = re.search(r"^stopped at \S+?:(\d+)", output, re.M), re.search(r"^(\w+): FAILED", output, re.M)
        return "takes too long" if status is None else f"line {line[1]}" if line else name[1] if name else f"status {status}"

    def noticed(self, mutant, text, place):
        """{verdict, why, by} of the tests: killed by one, or survived all."""
        source = ROOT / mutant.source
        (place / "lib").mkdir(parents=True, exist_ok=True)
        if not (place / "made.o").exists():
            (place / source.name).write_text(mutant.applied(text))
            need(["gcc", *FLAGS, "-c", str(place / source.name), "-o", str(place / "made.o")], f"a mutant of {mutant.source} compiles no more")
        self.link(place / "lib/libcore.so", {source: place / "made.o"})
        for test in self.cheapest_first(self.asked(source)):
            status, output = run(self.command(test), self.patience(test), env=self.environment(place))
            if status != 0:
                return {"verdict": "killed", "why": f"{test}: {self.told(status, output)}", "by": test}
        return {"verdict": "survived", "why": "", "by": None}

    def patience(self, test):
        """Seconds that a test may compute before it counts as one that does not end; its command was asked for before."""
        return 120 if test == "property" else max(PATIENCE, round(4 * self.costs.get(test, 0)))

    def cheapest_first(self, tests):
        """Tests in the order of what each costs; the property tests last, which start an interpreter."""
        for test in tests if "property" not in tests else tests[:-1]:
            self.command(test)
        return sorted(tests, key=lambda test: (test == "property", self.costs.get(test, 0)))

    @staticmethod
    def code(path):
        """What the compiler made of a source: it writes neither a place nor a time into it."""
        return hashlib.sha256(path.read_bytes()).hexdigest()


def contracts_of(source, text, function):
    """The contracts of a function: in the source, and in the header that declares it."""
    header = (ROOT / source).with_suffix(".h")
    found = mutate.declared(header.read_text(), function) if header.exists() else ""
    return [contract for contract in (found, mutate.definition(text, function)[0]) if contract]


def kills(source, function, text, changed, folder, options):
    """{mutant's name: the goal that is not proved} of those whose proof fails, all of one function, asked in one run; None where
    the function with neutral edits, asked among them, does not prove, or where the run says nothing.

    text: the source; changed: {mutant's name: changed source}. Each is a copy of the function behind the source, under a name
    of its own and with the same contracts. Who is not in what is returned is asked alone.
    """
    contracts = contracts_of(source, text, function)
    if not contracts:
        return None
    copies = {name: f"{function}_{name}" for name in [*changed, "control"]}
    whole = text
    for name, other in {**changed, "control": mutate.control(text, function)}.items():
        _, head, body = mutate.definition(other, function)
        whole += mutate.copy(contracts, head, body, function, copies[name])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        (folder / pathlib.Path(source).name).write_text(whole)
        words = [word for flag, value in options.items() for word in ([flag] if value is None else [flag, value])]
        status, said = run([*PROVE, *CHEAPER, *wp.lighten(), *words, "-wp-fct", ",".join(copies.values()), str(folder / pathlib.Path(source).name)], PROOF_CAP)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if status != 0 or not re.search(r"Proved goals:\s+[1-9]", said):
        return None
    failed = {}
    for line in said.splitlines():
        goal = first_unproved(line)
        name = re.search(r"_([0-9a-f]{12}|control)_", goal or "")
        if name:
            failed.setdefault(name[1], goal.replace(f"_{name[1]}", ""))
    return None if "control" in failed else failed


def prove(source, function, text, folder, options):
    """(all proved, what was said) of a function in a changed source; ends at the first goal that is not proved.

    options: those of Frama-C beside PROVE, {flag: value}.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / pathlib.Path(source).name
    written.write_text(text)
    started, unproved, said = time.monotonic(), None, ""
    words = [word for flag, value in options.items() for word in ([flag] if value is None else [flag, value])]
    process = subprocess.Popen([*PROVE, *CHEAPER, *wp.lighten(), *words, "-wp-fct", function, str(written)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, process_group=0)
    watch = selectors.DefaultSelector()
    watch.register(process.stdout, selectors.EVENT_READ)
    try:
        while unproved is None:
            if time.monotonic() - started > PROOF_CAP:
                unproved = f"no verdict in {PROOF_CAP} s"
                break
            if not watch.select(timeout=1):
                continue
            data = os.read(process.stdout.fileno(), 65536)
            if not data:
                break
            said += data.decode(errors="replace")
            unproved = first_unproved(said)
    finally:
        if process.poll() is None:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
    totals = re.findall(r"Proved goals:\s+(\d+)\s*/\s*(\d+)", said)
    if unproved is None and (not totals or totals[-1][0] != totals[-1][1] or totals[-1][1] == "0"):
        unproved = "not accepted: " + next((line for line in said.splitlines() if re.search("error|fatal|warning", line, re.I)), "no report")
    return unproved is None, unproved or f"{totals[-1][0]} goals proved"


def first_unproved(said):
    """The first goal that the prover gave up, in its words."""
    for line in said.splitlines():
        match = re.search(r"\] Goal (\S+) : (?!Valid)(\w+)", line) or re.search(r"\[(Failed|Timeout|Unknown|Stepout)\] (?:Goal )?(\S+)", line)
        if match and "Smoke" not in line:
            return f"{match[1]}: {match[2]}"
    return None
