# SPDX-License-Identifier: GPL-2.0-or-later
"""Where R-numbers stand in a tree, and what is missing between requirements, contracts, proofs and tests."""
import re

import contracts

KINDS = ("proof", "test", "inspection", "assumption", "later")
LINE = re.compile(r"^- (R-\d+[a-z]?) \[(\w+)\] (.*?)(?: \{([^{}]*)\})?$")
TESTED = {"unit": (".c",), "property": (".py",), "integration": (".py", ".c"), "web": (".js",), "fuzz": (".c",)}
NAME = re.compile(r"START_TEST\((\w+)\)|^\s*(?:async\s+)?(?:def|class)\s+(\w+)|^\s*async\s+'([^']+)'", re.M)


def parse_evidence(words):
    """{kind: words} of `proof, test; later: what`; raises ValueError that says what is wrong."""
    found = {}
    for part in re.split(r"[;,]\s*", words):
        kind, _, what = part.partition(":")
        if kind not in KINDS:
            raise ValueError(f"'{kind}' is no kind of evidence; there are {', '.join(KINDS)}")
        if kind in ("inspection", "assumption", "later") and not what.strip():
            raise ValueError(f"'{kind}' needs words: `{kind}: what`")
        found[kind] = what.strip()
    return found


def requirements(text):
    """({number: requirement}, complaints) of spec/requirements.md."""
    found, wrong = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("- R-"):
            continue
        match = LINE.match(line)
        if not match:
            wrong.append(f"spec/requirements.md:{number}: not `- R-nnn [AREA] text {{evidence}}`")
            continue
        name, area, what, words = match.groups()
        if name in found:
            wrong.append(f"spec/requirements.md:{number}: {name} is there twice")
        try:
            evidence = parse_evidence(words) if words else {}
        except ValueError as error:
            wrong.append(f"spec/requirements.md:{number}: {name}: {error}")
            evidence = {"unread": ""}
        if not evidence:
            wrong.append(f"spec/requirements.md:{number}: {name} carries no evidence; write {{proof, test}} or the like")
        found[name] = {"area": area, "text": what, "evidence": evidence, "line": number,
                       "clauses": [], "tests": [], "vocabulary": [], "code": []}
    return found, wrong


def entry_lines(text):
    """{source: [entry]} of proofs/entries.tsv."""
    found = {}
    for line in text.splitlines():
        fields = line.split("\t")
        if len(fields) == 5 and not line.startswith("#"):
            found.setdefault(fields[1], []).append({"name": fields[0], "open": fields[3] == "open"})
    return found


def binds(files):
    """Yield (path, function, clause, where) for each clause that binds a function or defines a word."""
    for path, text in files.items():
        for function, clauses in contracts.annotations(text):
            for clause in clauses:
                yield path, None if clause["defines"] else function, clause


def closure(start, words):
    """The names that lead to `start` by being defined with it: {name: texts}. `words`: {word: [words it uses]}."""
    found, todo = {start}, [start]
    while todo:
        used = todo.pop()
        for word, uses in words.items():
            if used in uses and word not in found:
                found.add(word)
                todo.append(word)
    return found


def proved_clauses(files, entries):
    """The clauses that carry numbers: [{path, line, numbers, function, label, goal, entries}].

    The number of a defined word counts for each function whose contract says the word, by however many steps.
    """
    homes = {}  # function: the proved sources that have a body of it
    for source in entries:
        for function in contracts.defined_functions(files.get(source, "")):
            homes.setdefault(function, []).append(source)
    everything = list(binds(files))
    words = {clause["defines"]: set(re.findall(r"\w+", clause["text"])) - {clause["defines"]}
             for _, _, clause in everything if clause["defines"]}
    spoken = [(path, function, clause, set(re.findall(r"\w+", clause["text"]))) for path, function, clause in everything if function]
    found = []
    for path, function, clause in everything:
        if not clause["numbers"]:
            continue
        uses = [(path, function, clause)]
        if clause["defines"]:
            names = closure(clause["defines"], words)
            uses = [use[:3] for use in spoken if names & use[3]]
        for place, by, other in uses:
            if other["kind"] == "requires":
                continue  # what is asked of callers is proved of them, not of this function
            # A contract that stands in a source is of the function there; others may have the same name.
            proofs = [entry for source in homes.get(by, []) if source == place or place.endswith(".h") for entry in entries[source]]
            if proofs:
                found.append({"path": path, "line": clause["line"], "numbers": clause["numbers"], "function": by,
                              "label": clause["defines"] or clause["label"] or clause["behavior"] or clause["kind"],
                              "goal": contracts.goal(by, other), "entries": [entry["name"] for entry in proofs],
                              "open": all(entry["open"] for entry in proofs)})
    return found


def name_at(text, start, end):
    """The test that a comment at start..end of a text speaks of: what it stands in front of, or stands in."""
    line = text.count("\n", 0, start) + 1
    after = NAME.search(text, end)
    if after and "\n\n" not in text[end:after.start()].strip(" */\n") and text.count("\n", end, after.start()) <= 6 \
            and not re.search(r"^\S.*[;}]\s*$", text[end:after.start()], re.M):
        return next(group for group in after.groups() if group)
    before = [match for match in NAME.finditer(text, 0, start)]
    return next(group for group in before[-1].groups() if group) if before and line > 6 else ""


def citations(path, text):
    """[(number, line, test's name)] of a test source."""
    found = []
    pattern = r"/\*.*?\*/|//[^\n]*" if path.endswith(".c") else \
        r"async\s+'[^'\n]*'" if path.endswith(".js") else r'"""(?:.|\n)*?"""|(?:^[ \t]*#[^\n]*\n)+|#[^\n]*'
    for match in re.finditer(pattern, text, re.M | re.S if path.endswith(".c") else re.M):
        if path.endswith(".js"):
            name = match[0].split("'")[1]
        elif match[0].startswith('"""'):
            before = list(NAME.finditer(text, 0, match.start()))
            name = next(group for group in before[-1].groups() if group) if before else ""
        else:
            name = name_at(text, match.start(), match.end())
        for number in contracts.numbers(match[0]):
            found.append((number, text.count("\n", 0, match.start()) + 1, name))
    return found


def tests(files):
    """Each citation by a test: [{number, path, line, name}]."""
    found = []
    for path, text in files.items():
        parts = path.split("/")
        if parts[0] == "tests" and len(parts) > 2 and path.endswith(TESTED.get(parts[1], ("\0",))):
            found += [{"number": number, "path": path, "line": line, "name": name}
                      for number, line, name in citations(path, text)]
    return found


def strangers(files, known):
    """Lines that name a requirement that there is not."""
    found = []
    for path, text in files.items():
        for number, line in enumerate(text.splitlines(), 1):
            ends = {f"R-{int(digits):03}{letter}" for digits, letter in contracts.NUMBER.findall(line)}
            found += [f"{path}:{number}: {name} names no requirement" for name in sorted(ends - set(known))]
    return found


def holes_of(name, one, assumptions):
    """What a requirement lacks of the evidence that it should have."""
    evidence, found = one["evidence"], []
    if "proof" in evidence and not one["clauses"]:
        found.append(f"{name}: tagged proof, but no clause of a contract with a proof entry carries it")
    if "proof" in evidence and one["area"] == "CORE" and "test" not in evidence:
        found.append(f"{name}: [CORE] and tagged proof, so it must be tagged test as well")
    if "test" in evidence and not one["tests"]:
        found.append(f"{name}: tagged test, but no test names it")
    for number in re.findall(r"A-\d+", evidence.get("assumption", "")) or (["A-nn"] if "assumption" in evidence else []):
        if number not in assumptions:
            found.append(f"{name}: {number} is not in spec/assumptions.md")
    return found


def trace(files):
    """The whole table of a tree {path: text}: requirements with their evidence, holes, clauses, tests."""
    table, holes = requirements(files["spec/requirements.md"])
    entries = entry_lines(files["proofs/entries.tsv"])
    sources = {path: text for path, text in files.items()
               if path.split("/")[0] in ("spec", "core", "gen", "proofs") and path.endswith((".c", ".h"))}
    clauses, tested = proved_clauses(sources, entries), tests(files)
    for clause in clauses:
        for number in clause["numbers"]:
            if number in table:
                table[number]["clauses"].append(clause)
    for test in tested:
        if test["number"] in table:
            table[test["number"]]["tests"].append(test)
    for path, text in files.items():
        kind = "vocabulary" if path.startswith("spec/") and path.endswith((".tsv", ".rl", ".md")) else \
            "code" if path.startswith("platform/") else None
        for number in contracts.numbers(text) if kind and path != "spec/requirements.md" else []:
            if number in table:
                table[number][kind].append(path)
    holes += strangers(files, table)
    assumptions = set(re.findall(r"^\| (A-\d+) \|", files.get("spec/assumptions.md", ""), re.M))
    for name, one in table.items():
        holes += holes_of(name, one, assumptions)
    named = {number for path, text in files.items() if path.split("/")[0] == "tests" for number in contracts.single(text)}
    notes = [f"{name}: tagged later, but a test names it" for name, one in table.items()
             if set(one["evidence"]) == {"later"} and name in named]
    return {"requirements": table, "holes": holes, "notes": notes, "clauses": clauses, "tests": tested,
            "entries": [{**entry, "source": source} for source, lines in entries.items() for entry in lines]}
