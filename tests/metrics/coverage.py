# SPDX-License-Identifier: GPL-2.0-or-later
"""What the unit tests of the core reach: statements and branches, as gcov counts them."""
import json
import os
import pathlib
import re
import subprocess

from measure import ROOT, Missing, sources, tool


def needs_core_alone(path):
    """Whether a test, or a header of the tests that it includes, includes quoted nothing of the platform's."""
    def allowed(name):
        if any((ROOT / folder / name).exists() for folder in ("core", "gen", "spec")):
            return True
        beside = ROOT / "tests/unit" / name
        return beside.exists() and needs_core_alone(beside)

    return all(allowed(name) for name in re.findall(r'#include "([^"]+)"', path.read_text()))


def core_tests():
    """The unit tests that need nothing but the core."""
    return [path.stem for path in sorted((ROOT / "tests/unit").glob("test_*.c")) if needs_core_alone(path)]


def read_gcov(document, lines, branches):
    """Add one gcov document: {source: {line: count}} and {source: {(line, number): count}}."""
    for file in document["files"]:
        name = os.path.relpath(ROOT / file["file"], ROOT)
        if not name.startswith(("core/", "gen/")):
            continue
        for line in file["lines"]:
            number = line["line_number"]
            lines.setdefault(name, {})
            lines[name][number] = lines[name].get(number, 0) + line["count"]
            for index, branch in enumerate(line["branches"]):
                place = branches.setdefault(name, {})
                place[number, index] = place.get((number, index), 0) + branch["count"]


def measured(build):
    """Build the tests with counters in a folder of their own, run them; returns {source: what is reached and missed}."""
    names = core_tests()
    targets = [f"{build}/tests/unit/{name}" for name in names]
    tool(["make", "-s", "-j2", f"BUILD={build}", "OPTIMISE=-O0 -g", "SANITIZERS=--coverage", *targets])
    for counter in (ROOT / build).rglob("*.gcda"):
        counter.unlink()
    for target in targets:
        done = subprocess.run([str(ROOT / target)], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"{target} fails, so that it shows nothing: {done.stdout[-800:]}")
    lines, branches = {}, {}
    for source in sources():
        counter = ROOT / build / "obj" / source.with_suffix(".gcda")
        if not counter.exists():
            lines[str(source)] = {}
            continue
        text = tool(["gcov", "--json-format", "--stdout", "--branch-probabilities", str(counter)])
        read_gcov(json.loads(text), lines, branches)
    return {name: summary(name, lines[name], branches.get(name, {})) for name in sorted(lines) if name.endswith(".c")}


def summary(name, lines, branches):
    text = (ROOT / name).read_text().splitlines() if pathlib.Path(ROOT / name).exists() else []

    def said(number):
        return f"{name}:{number}: {text[number - 1].strip() if number <= len(text) else ''}"

    missed = sorted(number for number, count in lines.items() if not count)
    half = sorted({number for (number, _), count in branches.items() if not count} - set(missed))
    return {"statements": len(lines), "reached": sum(1 for count in lines.values() if count), "branches": len(branches),
            "taken": sum(1 for count in branches.values() if count), "missed": [said(number) for number in missed],
            "half": [said(number) for number in half]}
