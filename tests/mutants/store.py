# SPDX-License-Identifier: GPL-2.0-or-later
"""Keep what was found of a mutant, by what it depends on."""
import hashlib
import json
import re
import threading

COMMENT = re.compile(r"(\"(?:\\.|[^\"\\\n])*\")|/\*(?!@).*?\*/|//(?!@)[^\n]*", re.S)
ENUM = re.compile(r"\benum\s+\w*\s*\{([^{}]*)\}\s*\w*\s*;")


class Store:
    """The results so far, one line each: {mutant, stage, digest, verdict, why}; of several the last counts."""

    def __init__(self, path, fresh):
        self.path, self.known, self.lock = path, {}, threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        if fresh and path.exists():
            path.unlink()
        for line in path.read_text().splitlines() if path.exists() else []:
            try:
                result = json.loads(line)
                self.known.setdefault((result["mutant"], result["stage"]), {})[result["digest"]] = result
            except (ValueError, KeyError):
                continue  # a line that an earlier run did not finish

    def get(self, mutant, stage, right):
        """The result of a stage that is still right: right(result) is the digest that it would have now."""
        return next((result for digest, result in self.known.get((mutant, stage), {}).items() if right(result) == digest), None)

    def put(self, mutant, stage, digest, **found):
        result = {"mutant": mutant, "stage": stage, "digest": digest, **found}
        with self.lock:
            self.known.setdefault((mutant, stage), {})[digest] = result
            with self.path.open("a") as file:
                file.write(json.dumps(result) + "\n")
        return result


def digest_of(*parts):
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part if isinstance(part, bytes) else part.encode())
        whole.update(b"\0")
    return whole.hexdigest()[:16]


def numbered(body):
    """[(constant, number in words)] of the body of an enum."""
    found, base, more = [], "0", 0
    for item in filter(None, map(str.strip, re.sub(r"\s+", " ", body).split(","))):
        constant, _, value = (part.strip() for part in item.partition("="))
        base, more = (value, 0) if value else (base, more)
        found.append((constant, f"{base}+{more}"))
        more += 1
    return found


def essence(text):
    """What a preprocessed text says to the compiler and to the provers: no comment that is none of ACSL's, no layout; of an
    enum the constants that the rest names, and those beside them, which mutants swap them with."""
    text = COMMENT.sub(lambda match: match[1] or " ", text)
    bodies = [match[1] for match in ENUM.finditer(text)]
    named = set(re.findall(r"\b[A-Z]\w+", ENUM.sub(" ", text)))
    kept = []
    for constants in map(numbered, bodies):
        used = [at for at, (constant, _) in enumerate(constants) if constant in named]
        near = {at for use in used for at in (use - 1, use, use + 1) if 0 <= at < len(constants)}
        kept += [f"{constants[at][0]}={constants[at][1]}" for at in sorted(near)]
    return " ".join([re.sub(r"\s+", " ", ENUM.sub(" ", text)), *kept])


def faults():
    """What is wrong with essence(), in words; nothing where all is well."""
    plain = "enum one { A_A, A_B, A_C, A_D, A_E }; /* said */ int x = A_B; /*@ ensures y; */"
    same = "enum one { A_A, A_B, A_C, A_D };int x  = A_B; // not said\n /*@ ensures y; */"
    other = [plain.replace("ensures y", "ensures z"), plain.replace("A_A,", "A_A, A_X,"), plain.replace("A_C,", ""), plain.replace("= A_B", "= A_C"),
             plain.replace("A_B;", '"//a";'), plain.replace("A_B;", '"//b";')]
    found = [] if essence(same) == essence(plain) else [f"not the same as the plain text: {same}"]
    alike = [text for at, text in enumerate(other) if essence(text) in map(essence, [plain, *other[:at]])]
    return found + [f"the same as another text: {text}" for text in alike]
