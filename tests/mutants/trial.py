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
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/metrics"))
import coverage  # noqa: E402

FLAGS = ["-std=c11", "-ffreestanding", "-fPIC", "-O1", "-g0", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec"]
PROVE = ["frama-c", "-wp", "-wp-rte", "-wp-model", "Typed", "-wp-par", "1", "-cpp-extra-args=-Icore -Igen -Ispec"]
# Tried in this order until the function with neutral edits proves; its mutants are tried with the same.
EFFORTS = [{"-wp-prover": "cvc4", "-wp-steps": "40000", "-wp-timeout": "20"}, {"-wp-prover": "cvc4,z3", "-wp-steps": "100000", "-wp-timeout": "60"},
           {"-wp-prover": "cvc4,z3", "-wp-steps": "400000", "-wp-timeout": "120"}]
PATIENCE = 10        # seconds that a test program may compute
PROOF_CAP = 900      # seconds that the proof of a function may take
TRACES = 3000        # of the property tests
# Which property tests look at a source: the others cannot notice its mutants.
PROPERTIES = ("core/button", "core/reset", "core/provision", "gen/button_chart", "gen/reset_chart", "gen/provision_chart",
              "core/journal", "core/message", "gen/message_codec")


class Fault(Exception):
    """What ends the run, in words."""


def run(command, seconds, **options):
    """(status, output) of a command that may compute for so long, and take ten times as long on a busy machine.

    None for a status where it takes longer; nothing of the command is left then.
    """
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               text=True, errors="replace", start_new_session=True,
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
        self.tests = coverage.core_tests()
        for place in (self.objects, self.programs):
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        self.sources = sorted([*(ROOT / "core").glob("*.c"), *(ROOT / "gen").glob("*.c")])

    def prepare(self):
        """Compile the core as it is, and the tests; all must pass before anything is changed."""
        for source in self.sources:
            need(["gcc", *FLAGS, "-c", str(source), "-o", str(self.object_of(source))], f"{source} does not compile")
        place = self.folder / "unchanged"
        (place / "lib").mkdir(parents=True, exist_ok=True)
        self.link(place / "lib/libcore.so", {})
        libraries = subprocess.run(["pkg-config", "--libs", "check"], capture_output=True, text=True, check=True).stdout.split()
        for test in self.tests:
            need(["gcc", "-std=gnu11", "-D_GNU_SOURCE", "-O1", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec", "-iquote",
                  "platform", "-Itests/unit", f"tests/unit/{test}.c", "-L", str(place / "lib"), "-lcore", *libraries, "-o",
                  str(self.programs / test)], f"{test} does not build")
        environment = {**os.environ, "LD_LIBRARY_PATH": str(place / "lib"), "CK_FORK": "no", "BUILD": str(place)}
        every = [[str(self.programs / test)] for test in self.tests] + [["tests/charts/run"], self.property_command()]
        for command in every:
            status, output = run(command, 120, env=environment)
            if status != 0:
                raise Fault(f"{command[0]} fails before anything is changed: {output[-800:]}")

    @staticmethod
    def property_command():
        return ["tests/property/run", "--no-mutants", "--examples", str(TRACES)]

    def object_of(self, source):
        return self.objects / f"{source.parent.name}-{source.stem}.o"

    def link(self, library, exchanged):
        objects = [str(exchanged.get(source, self.object_of(source))) for source in self.sources]
        need(["gcc", "-shared", "-o", str(library), *objects], "the core does not link")

    def noticed(self, place, source):
        """Which test notices the library in a folder, and how; None where none does. The tests closest to the source first."""
        close = [test for test in self.tests if source.stem.startswith(test.removeprefix("test_"))]
        environment = {**os.environ, "LD_LIBRARY_PATH": str(place / "lib"), "CK_FORK": "no", "BUILD": str(place)}
        far = [test for test in self.tests if test not in close and self.reaches(source, test)]
        for test in close + far:
            status, output = run([str(self.programs / test)], PATIENCE, env=environment)
            if status != 0:
                failed = re.search(r":(\w+):\d+: (.*)", output)
                return f"{test}: " + ("takes too long" if status is None else failed[1] if failed else f"status {status}")
        if source.stem.endswith("_chart"):
            status, output = run(["tests/charts/run", source.stem.removesuffix("_chart")], PATIENCE, env=environment)
            if status != 0:
                return "the comparison with the chart"
        if f"{source.parent.name}/{source.stem}" in PROPERTIES:
            status, output = run(self.property_command(), 120, env=environment)
            if status != 0:
                failed = re.search(r"^(\w+): FAILED", output, re.M)
                return "property " + ("tests take too long" if status is None else failed[1] if failed else f"tests: status {status}")
        return None

    def asked(self, source):
        """The files of the tests that are asked about a source."""
        tests = [ROOT / f"tests/unit/{test}.c" for test in self.tests if source.stem.startswith(test.removeprefix("test_")) or self.reaches(source, test)]
        ruled = f"{source.parent.name}/{source.stem}" in PROPERTIES
        return tests + (sorted((ROOT / "tests/property").glob("*.py")) if ruled else [])

    def reaches(self, source, test):
        """Whether a unit test can reach a source that it is not named for: the guard's composes many, others say what they include."""
        if test == "test_guard":
            return not source.stem.startswith(("motion", "ie", "form", "wifi_uri", "event", "owner", "message"))
        return f'"{source.stem}.h"' in (ROOT / f"tests/unit/{test}.c").read_text()

    def try_tests(self, mutant, text):
        """{verdict, why} of a mutant: stillborn, same (code), killed, survived."""
        source = ROOT / mutant.source
        place = self.folder / "work" / mutant.name
        (place / "lib").mkdir(parents=True, exist_ok=True)
        try:
            written = place / source.name
            written.write_text(mutant.applied(text))
            made = place / "made.o"
            status, output = run(["gcc", *FLAGS, "-c", str(written), "-o", str(made)], 60)
            if status:
                return {"verdict": "stillborn", "why": re.sub(r".*?error: ", "", next((l for l in output.splitlines() if "error" in l), ""))}
            if self.code(made) == self.code(self.object_of(source)):
                return {"verdict": "same", "why": "the compiler makes the same code of it"}
            self.link(place / "lib/libcore.so", {source: made})
            found = {}
            if source.stem.endswith("_chart"):
                found["differs"] = self.differs(place, source)
                if not found["differs"]:
                    return {"verdict": "same", "why": "it does the same for every state and symbol"}
            why = self.noticed(place, source)
            return {"verdict": "killed" if why else "survived", "why": why or "", **found}
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def differs(self, place, source):
        """A state and a symbol for which a changed chart does not do what the unchanged one does; None where there is none.

        A chart is small enough to ask for everything.
        """
        unchanged = str(self.folder / "unchanged/lib/libcore.so")
        status, said = run(["tests/charts/run", "--same-as", unchanged, source.stem.removesuffix("_chart")], PATIENCE,
                           env={**os.environ, "BUILD": str(place)})
        where = re.search(r"in state (-?\d+) at symbol (\d+)", said)
        return None if status == 0 else [int(where[1]), int(where[2])] if where else [0, 0]

    @staticmethod
    def code(path):
        return hashlib.sha256(subprocess.run(["objdump", "-d", "-r", "-s", "-j", ".text", "-j", ".rodata", "--no-show-raw-insn", str(path)],
                                             capture_output=True, check=False).stdout.split(b"Disassembly", 1)[-1]
                              + subprocess.run(["objdump", "-s", str(path)], capture_output=True, check=False).stdout.split(b"\n\n", 1)[-1]).hexdigest()


def narrowed(text, function, state, symbol):
    """A chart's text with the contract of its function asked for one state and symbol alone.

    Where that does not prove, the whole contract does not either; and it takes a tenth of the time.
    """
    head = re.search(rf"^[\w ]+\*?\b{function}\((.*?)\)\s*\{{", text, re.M)
    first = head[1].split(",")[0]
    place = "*cs" if "*cs" in first else "cs" if first.endswith(" cs") else "chart->cs"
    return f"{text[:head.start()]}/*@ requires narrowed: {place} == {state} && symbol == {symbol}; */\n{text[head.start():]}"


def prove(source, function, text, folder, options):
    """(all proved, what was said) of a function in a changed source; ends at the first goal that is not proved.

    options: those of Frama-C beside PROVE, {flag: value}.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / pathlib.Path(source).name
    written.write_text(text)
    started, unproved, said = time.monotonic(), None, ""
    words = [word for flag, value in options.items() for word in ([flag] if value is None else [flag, value])]
    process = subprocess.Popen([*PROVE, *words, "-wp-fct", function, str(written)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, start_new_session=True)
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
