# SPDX-License-Identifier: GPL-2.0-or-later
"""The trace as Markdown, as a page and as a few lines for the terminal."""
import html


def standing(one, holed):
    """A requirement's state in one word: hole, open, later, partly, evident."""
    if holed:
        return "hole"
    evidence = one["evidence"]
    if "proof" in evidence and all(clause["open"] for clause in one["clauses"]):
        return "open"
    if "later" in evidence:
        return "later" if len(evidence) == 1 else "partly"
    return "evident"


def tagged(one):
    """The evidence as it is written in the requirements."""
    return ", ".join(kind + (f": {what}" if what else "") for kind, what in one["evidence"].items())


def unique(items):
    return list(dict.fromkeys(items))


def proofs_of(one):
    """`function: label (entry)` of each clause."""
    return unique(f"{c['function']}: {c['label']} ({', '.join(c['entries'])}{', open' if c['open'] else ''})"
                  for c in one["clauses"])


def tests_of(one):
    return unique(f"{test['path'].removeprefix('tests/')}: {test['name'] or 'the file'}" for test in one["tests"])


def forward(result, states):
    """Rows of requirement -> evidence."""
    for name, one in result["requirements"].items():
        yield name, one["area"], one["text"], states[name], tagged(one), proofs_of(one), tests_of(one)


def backward(result):
    """Rows of entry -> requirements, and of test -> requirements."""
    entries = []
    for entry in result["entries"]:
        mine = [clause for clause in result["clauses"] if entry["name"] in clause["entries"]]
        entries.append((entry["name"], entry["source"], "open" if entry["open"] else "proved",
                        sorted({number for clause in mine for number in clause["numbers"]}),
                        unique(clause["goal"] for clause in mine)))
    tests = {}
    for test in result["tests"]:
        tests.setdefault((test["path"], test["name"] or "(the file)"), []).append(test["number"])
    return entries, [(path, name, unique(found)) for (path, name), found in sorted(tests.items())]


def markdown(result, states):
    """The table, both ways."""
    lines = ["# Requirements and what shows them", "", "| no. | area | requirement | state | evidence | contracts (entry) | tests |",
             "|---|---|---|---|---|---|---|"]
    for name, area, text, state, tag, proofs, tests in forward(result, states):
        cells = [name, area, text, state, tag, "<br>".join(proofs), "<br>".join(tests)]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    entries, tests = backward(result)
    lines += ["", "# Proof entries and what they are for", "", "| entry | source | state | requirements | goals |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {source} | {state} | {', '.join(found)} | {'<br>'.join(goals)} |"
              for name, source, state, found, goals in entries]
    lines += ["", "# Tests and what they are for", "", "| file | test | requirements |", "|---|---|---|"]
    lines += [f"| {path} | {name} | {', '.join(found)} |" for path, name, found in tests]
    lines += ["", "# Holes", "", *([f"- {hole}" for hole in result["holes"]] or ["none"])]
    return "\n".join(lines) + "\n"


STYLE = """body{font:14px/1.4 sans-serif;margin:2em;color:#222}table{border-collapse:collapse}td,th{border:1px solid #ccc;
padding:3px 7px;vertical-align:top;text-align:left}th{background:#eee;position:sticky;top:0}.evident{background:#e5f5e0}
.partly{background:#f4f8d8}.later{background:#eee}.open{background:#fff0c8}.hole{background:#f8d0d0}small{color:#666}"""


def page(result, states):
    """The same as a page, with its states coloured and nothing fetched from elsewhere."""
    def cell(items):
        return "<br>".join(html.escape(item) for item in items)

    rows = [f"<tr class={state} id={name}><td>{name}<td>{area}<td>{html.escape(text)}<td>{state}<br><small>{html.escape(tag)}"
            f"</small><td>{cell(proofs)}<td>{cell(tests)}" for name, area, text, state, tag, proofs, tests in forward(result, states)]
    entries, tests = backward(result)

    def links(found):
        return ", ".join(f"<a href=#{number}>{number}</a>" for number in found)

    proofs = [f"<tr><td>{name}<td>{source}<td>{state}<td>{links(found)}<td>{cell(goals)}" for name, source, state, found, goals in entries]
    tried = [f"<tr><td>{path}<td>{html.escape(name)}<td>{links(found)}" for path, name, found in tests]
    return (f"<!doctype html><html lang=en><meta charset=utf-8><title>Pinhole: requirements and evidence</title><style>{STYLE}</style>"
            "<h1>Requirements and what shows them</h1><table><tr><th>no.<th>area<th>requirement<th>state<th>contracts<th>tests"
            + "".join(rows) + "</table><h1>Proof entries</h1><table><tr><th>entry<th>source<th>state<th>requirements<th>goals"
            + "".join(proofs) + "</table><h1>Tests</h1><table><tr><th>file<th>test<th>requirements" + "".join(tried)
            + "</table><h1>Holes</h1><ul>" + "".join(f"<li>{html.escape(hole)}" for hole in result["holes"]) + "</ul></html>\n")
