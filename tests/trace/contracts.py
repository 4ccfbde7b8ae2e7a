# SPDX-License-Identifier: GPL-2.0-or-later
"""Read R-numbers out of ACSL contracts: which clause carries which, which function it binds, what its goals are named."""
import re

NUMBER = re.compile(r"\bR-(\d+)([a-z]?)\b")
RANGE = re.compile(r"\bR-(\d+)([a-z]?)(?:\s+to\s+R-(\d+))?\b")
CLAUSE = re.compile(r"^\s*(requires|ensures|assigns|decreases|terminates|assert|loop invariant|invariant|lemma|predicate|"
                    r"logic\s+\S+|behavior|complete behaviors|disjoint behaviors)\b(?:\s+(\w+))?")
DEFINITION = re.compile(r"(?:predicate|logic\s+\w+|lemma)\s+(\w+)")


def numbers(text):
    """The requirements that a text names, ranges written out, as `R-031`; in order, once each."""
    found = []
    for first, letter, last in RANGE.findall(text):
        span = range(int(first), int(last) + 1) if last else [int(first)]
        for number in span:
            name = f"R-{number:03}{letter}"
            if name not in found:
                found.append(name)
    return found


def single(text):
    """The requirements that a text names one by one, not by a range."""
    return set(numbers(re.sub(r"R-\d+\s+to\s+R-\d+", "", text)))


def function_after(text):
    """The function that is declared or defined right after a contract, or None."""
    rest = re.sub(r"^(?:\s|/\*.*?\*/|//[^\n]*)*", "", text, flags=re.S)
    match = re.match(r"[^;{}()=#]*?\b(\w+)\s*\(", rest)
    return match[1] if match else None


def clauses_of(block, line):
    """The clauses of one annotation as dictionaries: line, label, behavior, text, numbers.

    A comment behind a clause speaks of that clause, one behind `behavior x:` of all clauses of the behavior, and one
    on a line of its own of the clauses that follow, up to an empty line or the next such comment.
    """
    clauses, pending, behavior, of_behavior, commented = [], [], "", [], False
    for offset, text in enumerate(block.split("\n")):
        code, _, comment = text.partition("//")
        code = code.replace("/*@", " ").replace("*/", " ")
        named = numbers(comment)
        if not code.strip():
            if comment:
                pending = pending + named if commented else named
            elif not text.strip():
                pending = []
            commented = bool(comment)
            continue
        commented = False
        match = CLAUSE.match(code)
        if match and match[1] == "behavior":
            behavior, of_behavior = match[2], named
            continue
        if match:
            label = re.match(r"\s*(?:requires|ensures|assert|loop invariant)\s+(\w+)\s*:(?!:)", code)
            defined = DEFINITION.search(code)
            clauses.append({"line": line + offset, "kind": match[1].split()[0], "behavior": behavior, "text": "",
                            "label": label[1] if label else "", "defines": defined[1] if defined else "",
                            "numbers": [*pending, *of_behavior]})
        if clauses:
            clauses[-1]["text"] += code + "\n"
            clauses[-1]["numbers"] += [number for number in named if number not in clauses[-1]["numbers"]]
    return clauses


def annotations(text):
    """(function or None, clauses) of each annotation of a source."""
    for match in re.finditer(r"/\*@.*?\*/", text, re.S):
        line = text.count("\n", 0, match.start()) + 1
        yield function_after(text[match.end():]), clauses_of(match[0], line)


def defined_functions(text):
    """The functions that a C source has bodies of."""
    bare = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.S)
    return set(re.findall(r"^[a-z][^;{}()=#]*?\b(\w+)\s*\([^;{}]*\)\s*\{", bare, re.M))


def goal(function, clause):
    """How WP names the goals of a clause (a prefix: a clause may have several)."""
    behavior = "" if clause["kind"] in ("complete", "disjoint") else clause["behavior"]
    parts = ["typed", function, behavior, clause["kind"], clause["label"]]
    return "_".join(part for part in parts if part)
