# SPDX-License-Identifier: BSD-2-Clause
"""Read the state charts as Ragel understands them (`ragel -x`), with the names that core/ gives their states and symbols."""
import pathlib
import re
import subprocess
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent

# chart: the header with its names, the enum of its states, those of its symbols (none: bytes), what a feed sets at first
CHARTS = {
    "button": ("core/button_chart.h", "button_state", ["button_symbol"], {"signal": "SIGNAL_NONE", "mark": "MARK_NONE"}),
    "reset": ("core/reset_chart.h", "reset_state", ["reset_symbol"], {"command": "COMMAND_NONE"}),
    "provision": ("core/provision_chart.h", "provision_state", ["provision_input", "provision_symbol"],
                  {"effect": "PROVISION_EFFECT_NONE", "answer": "REASON_NONE"}),
    "form": ("core/form_chart.h", "form_place", [], {"meaning": "FORM_REJECT"}),
    "wifi_uri": ("core/wifi_uri_chart.h", "wifi_uri_place", [], {"meaning": "WIFI_URI_REJECT"}),
}


def enums(*paths):
    """{enum's name: {constant: number}} of C headers."""
    found = {}
    for path in paths:
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", (ROOT / path).read_text(), flags=re.S)
        for name, body in re.findall(r"\benum\s+(\w+)\s*\{([^}]*)\}", text):
            number, constants = 0, {}
            for item in filter(None, map(str.strip, body.split(","))):
                constant, _, value = (part.strip() for part in item.partition("="))
                number = int(value, 0) if value else number
                constants[constant] = number
                number += 1
            found[name] = constants
    return found


def plain(constant, others):
    """A constant's name without what it shares with the others, in words."""
    shared = re.match(r".*_|", min(others))[0]
    while shared and not all(other.startswith(shared) for other in others):
        shared = re.match(r"(.*_)?", shared[:-1])[0]
    return constant[len(shared):].lower().replace("_", " ")


def named(constants):
    """{number: words} of an enum's constants."""
    return {number: plain(constant, constants) for constant, number in constants.items()}


class Chart:
    """A chart: `names` of its states, `symbols` {number: words} or none for bytes, `go` {(state, symbol): (to, actions)}."""

    def __init__(self, name):
        header, states, symbols, self.begins = CHARTS[name]
        self.name = name
        known = enums(header, "gen/vocabulary.h")
        self.constants = {constant: number for group in known.values() for constant, number in group.items()}
        self.names = named(known[states])
        self.symbols = {}
        for group in symbols:
            self.symbols.update(named(known[group]) if len(symbols) == 1 else
                                {number: re.sub(r"^\w+? ", "", constant.lower().replace("_", " ")) for constant, number in known[group].items()})
        if name == "button":
            self._hold_lengths(named(known["button_level"]))
        self._read(subprocess.run(["ragel", "-x", str(ROOT / "spec" / f"{name}.rl")], capture_output=True, text=True, check=True).stdout)

    def _hold_lengths(self, levels):
        """The button's closed samples: one symbol for each length of the hold, and again where the sample comes late."""
        for first, words in ((4, "closed"), (10, "closed after a settled opening")):
            self.symbols.update({first + level: f"{words}: {length}" for level, length in levels.items()})

    def _read(self, text):
        machine = xml.etree.ElementTree.fromstring(text).find("ragel_def/machine")
        self.actions = {int(action.get("id")): (action.get("name"), "".join(part.text or "" for part in action.iter("text")))
                        for action in machine.find("action_list")}
        tables = {int(table.get("id")): [int(word) for word in table.text.split()] for table in machine.find("action_table_list")}
        self.start = int(machine.find("start_state").text)
        self.go = {}
        for state in machine.find("state_list"):
            for transition in state.find("trans_list"):
                low, high, target, table = transition.text.split()
                for symbol in range(int(low), int(high) + 1):
                    self.go[int(state.get("id")), symbol] = int(target), tuple(tables[int(table)]) if table != "x" else ()
        if set(self.names) != {state for state, _ in self.go}:
            raise ValueError(f"{self.name}: the states of the chart are not those that {CHARTS[self.name][0]} names")

    def sets(self, state, symbol):
        """{output: number} after a symbol in a state, by the actions' own text."""
        found = {output: self.constants[constant] for output, constant in self.begins.items()}
        for action in self.go[state, symbol][1]:
            for output, constant in re.findall(r"(?:\w+->)?(\w+)\s*=\s*(\w+)\s*;", self.actions[action][1]):
                found[output] = self.constants[constant]
        return found

    def does(self, actions):
        """The actions' names in words."""
        return ", ".join(self.actions[action][0].replace("_", " ") for action in actions)
