#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Draw the state charts: for each, a picture (NAME.svg) and a table of its transitions (NAME_chart.md).

Usage: spec/draw_charts.py FOLDER

Graphviz places states and arrows; the text is written here, so that the fonts of a machine change nothing. A picture
leaves out what changes nothing; what many states have in common stands below it, once. The table has everything.
"""
import html
import json
import pathlib
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import charts  # noqa: E402

TITLES = {"button": "The button", "reset": "The factory reset", "provision": "Provisioning", "form": "The setup form, byte by byte",
          "wifi_uri": "The text of a Wi-Fi QR code, byte by byte"}
# Actions that change nothing that is seen: a picture leaves their loops out.
QUIET = {"button": {"quiet", "hold"}, "reset": {"nothing", "locked"}, "form": set(), "wifi_uri": set(),
         "provision": {"none", "busy", "resetting", "already_owned", "not_owned", "not_permitted"}}
UNSAID = {"button": {"quiet"}, "reset": {"nothing", "locked"}, "provision": {"none"}, "form": set(), "wifi_uri": set()}
SHARED = 4       # arrows of one meaning from so many states or more are told once
WIDE = 7.2       # points that a letter takes at most
LINE = 14        # points that a line takes
LEVELS = ["none", "pressed", "restartable", "armed", "ready", "stuck"]
BYTES = {"a hexadecimal digit": set(b"0123456789ABCDEFabcdef"),
         "a letter or digit": set(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")}


def span(first, last):
    """A range of lengths of a hold in words."""
    if (first, last) == (0, 5):
        return ""
    if first == last:
        return f" {LEVELS[first]}"
    return f" up to {LEVELS[last]}" if first == 0 else f" {LEVELS[first]} to {LEVELS[last]}"


def groups(chart):
    """[(words, symbols)] of sets that have a name, those with the most symbols first."""
    if not chart.symbols:
        single = [(f"‘{chr(byte)}’" if 32 < byte < 127 else "NUL" if byte == 0 else "a space" if byte == 32 else f"byte {byte}", {byte})
                  for byte in range(256)]
        return [*sorted(BYTES.items(), key=lambda item: -len(item[1])), *single]
    found = [(words, {number}) for number, words in chart.symbols.items() if chart.name != "button"]
    if chart.name == "button":
        ranges = [(first, last) for first in range(6) for last in range(first, 6)]
        found = [("lost", {0}), ("open", {1, 2, 3}), ("open, settled", {2, 3}), ("open, not settled", {1}), ("open, settled in time", {2}),
                 ("open, settled late", {3})]
        for words, kinds in (("closed", (4, 10)), ("closed early", (4,)), ("closed late", (10,))):
            found += [(words + span(first, last), {kind + level for kind in kinds for level in range(first, last + 1)})
                      for first, last in ranges]
    return sorted(found, key=lambda item: -len(item[1]))


def words_of(chart, symbols, named, rest):
    """A set of symbols in words: `otherwise` where it is all that no other arrow of the state takes."""
    left, found = set(symbols), []
    if rest <= left and len(left) > len(rest):
        left -= rest
    elif rest <= left:
        return "otherwise"
    if not chart.symbols and len(left) > 100:
        return "otherwise"
    for words, group in named:
        if group <= left:
            found.append(words)
            left -= group
    if rest <= set(symbols):
        found = ["otherwise"]
    return " | ".join(found)


def arrows(chart):
    """[(from, words, actions, to)] in the order of states; symbols that do the same stand together."""
    named, found = groups(chart), []
    strange = set(range(256)) - set(chart.symbols) if chart.symbols else set()
    for state in sorted(chart.names):
        same = {}
        for symbol in range(256):
            same.setdefault(chart.go[state, symbol], set()).add(symbol)
        lines = [(state, words_of(chart, symbols, named, strange or {256}), actions, target)
                 for (target, actions), symbols in sorted(same.items(), key=lambda item: min(item[1]))]
        found += sorted(lines, key=lambda line: line[1] == "otherwise")
    return found


def table(chart):
    """Every transition as Markdown."""
    lines = ["<!-- SPDX-License-Identifier: BSD-2-Clause -->", "<!-- Written by spec/draw_charts.py from the chart; do not edit. -->",
             f"# {TITLES[chart.name]}", "", f"From [spec/{chart.name}.rl](../spec/{chart.name}.rl), as Ragel understands it.", "",
             f"![{TITLES[chart.name]}]({chart.name}.svg)", "", "| in state | on | does | goes to |", "|---|---|---|---|"]
    before = None
    for state, words, actions, target in arrows(chart):
        does = chart.does(actions)
        cells = ["" if state == before else f"**{chart.names[state]}**", words.replace(" | ", ", "), does,
                 chart.names[target] if target != state else "(stays)"]
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("*‘", "‘") for cell in cells) + " |")
        before = state
    return "\n".join(lines) + "\n"


def wrapped(text, width):
    """A text as lines of at most so many letters, broken at spaces."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def drawn(chart):
    """({(from, to): lines}, notes): the arrows of the picture, and what is told below it."""
    every = [(state, words, tuple(chart.actions[action][0] for action in actions), target)
             for state, words, actions, target in arrows(chart)]
    every = [arrow for arrow in every if arrow[0] != arrow[3] or not set(arrow[2]) <= QUIET[chart.name]]
    alike, notes = {}, []
    if chart.name == "button":
        every = [arrow for arrow in every if not skips(chart, arrow[0], arrow[3])]
        notes.append("Levels that a late sample skips are left out, and those that an opening's early closed sample reaches: it goes on "
                     "with the hold as the state itself would.")
    for state, words, actions, target in every:
        if state != target:
            alike.setdefault((words, actions, target), []).append(state)
    shared = {key: states for key, states in alike.items() if len(states) >= SHARED}
    edges = {}
    for state, words, actions, target in every:
        if (words, actions, target) not in shared or state == target:
            edges.setdefault((state, target), []).append(said(chart, words, actions))
    for (words, actions, target), states in shared.items():
        others = sorted(set(chart.names) - set(states) - {target})
        where = "every other state" if not others else "every state but " + " and ".join(chart.names[state] for state in others) \
            if len(others) <= 2 else ", ".join(chart.names[state] for state in states)
        notes.append(f"From {where}: {said(chart, words, actions)} → {chart.names[target]}")
    return {pair: [line for text in texts for line in wrapped(text, 30)] for pair, texts in edges.items()}, notes


def skips(chart, state, target):
    """Whether an arrow of the button goes further than from one level of a hold to the next."""
    ladder = ["closing", *LEVELS[1:]]
    name, to = chart.names[state], chart.names[target]
    opening = name.endswith(" opening")
    level = name.removesuffix(" opening")
    return level in ladder and to in ladder and ladder.index(to) > ladder.index(level) + (not opening)


def said(chart, words, actions):
    """What an arrow says: `symbol / action`."""
    does = ", ".join(action.replace("_", " ") for action in actions if action not in UNSAID[chart.name])
    return words.replace(" | ", ", ") + (f" / {does}" if does else "")


def layout(chart, edges):
    """Graphviz' places: the picture's size, nodes and edges as it prints them."""
    def box(lines):
        wide, high = max(map(len, lines)) * 6.2 + 8, len(lines) * LINE
        return f'<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{wide:.0f}" HEIGHT="{high}"><TR><TD></TD></TR></TABLE>>'

    text = ["digraph { rankdir=TB; ranksep=0.45; nodesep=0.35; node [shape=box, fixedsize=true, height=0.42, label=\"\"];"]
    text += [f"s{state} [width={(len(name) * WIDE + 20) / 72:.2f}];" for state, name in sorted(chart.names.items())]
    text += [f"s{a} -> s{b} [label={box(lines)}];" for (a, b), lines in sorted(edges.items())]
    done = subprocess.run(["dot", "-Tjson0"], input="\n".join(text) + "}", capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def curve(position, high):
    """An edge's spline as an SVG path, and the point of its arrow."""
    end = re.match(r"e,([\d.e+-]+),([\d.e+-]+) ", position)
    points = [tuple(float(number) for number in pair.split(",")) for pair in position.split(" ") if not pair.startswith(("e", "s"))]
    places = [f"{x:.1f},{high - y:.1f}" for x, y in points]
    path = f"M{places[0]} C" + " ".join(places[1:])
    return path + (f" L{float(end[1]):.1f},{high - float(end[2]):.1f}" if end else "")


STYLE = """text{font:11px 'DejaVu Sans',Verdana,Arial,sans-serif;fill:#1c2733}.state{font-weight:600;font-size:12px;text-anchor:middle}
.on{text-anchor:middle;fill:#31475c;stroke:#fff;stroke-width:3px;paint-order:stroke}rect{fill:#eaf2fb;stroke:#5b82a8}
.start{fill:#d5ecd4;stroke:#4c8a4a;stroke-width:2}path{fill:none;stroke:#7d93a8;marker-end:url(#tip)}h1{font-size:14px}"""


def picture(chart):
    """The chart as SVG."""
    edges, notes = drawn(chart)
    placed = layout(chart, edges)
    _, _, wide, high = (float(number) for number in placed["bb"].split(","))
    lines = [line for note in notes for line in wrapped(note, max(40, int(wide / 6.4)))]
    full, tall = max(wide, 320) + 24, high + 24 + (len(lines) * LINE + 12 if lines else 0)
    out = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!-- SPDX-License-Identifier: BSD-2-Clause -->",
           f"<!-- Written by spec/draw_charts.py from spec/{chart.name}.rl; do not edit. -->",
           f'<svg xmlns="http://www.w3.org/2000/svg" width="{full:.0f}" height="{tall:.0f}" viewBox="-12 -12 {full:.0f} {tall:.0f}">',
           f"<title>{TITLES[chart.name]}</title><style>{STYLE}</style>",
           '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
           '<path d="M0,0 L8,4 L0,8 z" style="fill:#7d93a8;stroke:none;marker-end:none"/></marker></defs>',
           f'<rect x="-12" y="-12" width="{full:.0f}" height="{tall:.0f}" style="fill:#fff;stroke:none"/>']
    names = {node["_gvid"]: int(node["name"][1:]) for node in placed["objects"]}
    out += [f'<path d="{curve(edge["pos"], high)}"/>' for edge in placed.get("edges", [])]
    for node in placed["objects"]:
        x, y = (float(number) for number in node["pos"].split(","))
        w, h = float(node["width"]) * 72, float(node["height"]) * 72
        state = names[node["_gvid"]]
        kind = ' class="start"' if state == chart.start else ""
        out.append(f'<rect{kind} x="{x - w / 2:.1f}" y="{high - y - h / 2:.1f}" width="{w:.1f}" height="{h:.1f}" rx="8"/>'
                   f'<text class="state" x="{x:.1f}" y="{high - y + 4:.1f}">{html.escape(chart.names[state])}</text>')
    for edge in placed.get("edges", []):
        text = edges[names[edge["tail"]], names[edge["head"]]]
        x, y = (float(number) for number in edge["lp"].split(","))
        top = high - y - len(text) * LINE / 2 + 11
        out += [f'<text class="on" x="{x:.1f}" y="{top + number * LINE:.1f}">{html.escape(line)}</text>' for number, line in enumerate(text)]
    out += [f'<text x="0" y="{high + 22 + number * LINE:.1f}">{html.escape(line)}</text>' for number, line in enumerate(lines)]
    return "\n".join(out) + "\n</svg>\n"


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 0 if sys.argv[1:] == ["--help"] else 2
    folder = pathlib.Path(sys.argv[1])
    for name in charts.CHARTS:
        chart = charts.Chart(name)
        (folder / f"{name}.svg").write_text(picture(chart))
        (folder / f"{name}_chart.md").write_text(table(chart))
    return 0


if __name__ == "__main__":
    sys.exit(main())
