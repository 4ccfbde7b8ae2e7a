# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare the language of a machine with that of a grammar, each byte with what it means: by their product, to the end.

A machine has a `start`; `go(state, byte)` gives (state, word) or None where the byte is refused; `accepts_here(state)`
says whether a text may end there. So has a grammar's automaton (abnf.Automaton), whose `go` gives {word: state}.
"""
import collections


def shown(word):
    """A text as a person can read it."""
    return "".join(chr(byte) if 33 <= byte < 127 and byte != 0x5C else f"\\x{byte:02x}" for byte in word) or "(the empty text)"


class Machine:
    """A machine by its table {(state, byte): (state, word)}, without the states from which nothing is accepted."""

    def __init__(self, table, start, ends):
        before = collections.defaultdict(set)
        for (state, byte), (to, _) in table.items():
            before[to].add((state, byte))
        self.start, self.ends = start, ends
        self.rest = {state: b"" for state in ends}  # a shortest text from a state to the end
        left = collections.deque(sorted(ends))
        while left:
            to = left.popleft()
            for state, byte in sorted(before[to]):
                if state not in self.rest:
                    self.rest[state] = bytes([byte]) + self.rest[to]
                    left.append(state)
        self.table = {(state, byte): (to, word) for (state, byte), (to, word) in table.items() if to in self.rest}

    def go(self, state, byte):
        return self.table.get((state, byte))

    def accepts_here(self, state):
        return state in self.ends


def completed(automaton, states):
    """A shortest text from a grammar's states to the end."""
    seen, left = {states}, collections.deque([(states, b"")])
    while left:
        states, text = left.popleft()
        if automaton.accepts_here(states):
            return text
        for byte in range(256):
            for to in automaton.go(states, byte).values():
                if to not in seen:
                    seen.add(to)
                    left.append((to, text + bytes([byte])))
    raise AssertionError("a state from which nothing is accepted was not left out")


def difference(machine, automaton):
    """(what differs, None) with a shortest text that shows it, or (None, pairs of states) where nothing does."""
    if machine.start not in machine.rest:
        return "the machine accepts nothing", None
    first = machine.start, automaton.start
    ways, left = {first: b""}, collections.deque([first])
    while left:
        state, states = left.popleft()
        text = ways[state, states]
        if machine.accepts_here(state) != automaton.accepts_here(states):
            takes, other = ("machine", "grammar") if machine.accepts_here(state) else ("grammar", "machine")
            return f"the {takes} accepts {shown(text)} and the {other} does not", None
        for byte in range(256):
            told, wanted = machine.go(state, byte), automaton.go(states, byte)
            after = text + bytes([byte])
            if len(wanted) > 1:
                return f"the grammar gives the last byte of {shown(after)} two meanings: {', '.join(sorted(map(str, wanted)))}", None
            if told and not wanted:
                return f"the machine accepts {shown(after + machine.rest[told[0]])} and the grammar does not", None
            if wanted and not told:
                return f"the grammar accepts {shown(after + completed(automaton, *wanted.values()))} and the machine does not", None
            if not told:
                continue
            if told[1] not in wanted:
                return (f"the last byte of {shown(after)} means {told[1]} to the machine and {next(iter(wanted))} to the grammar"
                        f" (in {shown(after + machine.rest[told[0]])})"), None
            pair = told[0], wanted[told[1]]
            if pair not in ways:
                ways[pair] = after
                left.append(pair)
    return None, ways
