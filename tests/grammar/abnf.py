# SPDX-License-Identifier: GPL-2.0-or-later
"""ABNF (RFC 5234, with the %s of RFC 7405) as automata over bytes, for grammars without recursion.

Rules may carry a word behind `;=`: each byte that such a rule matches then means that word (None where no rule does).
"""
import functools
import re

CORE = {"ALPHA": "%x41-5A / %x61-7A", "DIGIT": "%x30-39", "HEXDIG": 'DIGIT / "A" / "B" / "C" / "D" / "E" / "F"', "DQUOTE": "%x22"}
TOKEN = re.compile(r'\s+|(?P<string>%[si])?"(?P<text>[^"]*)"|%x(?P<number>[0-9A-Fa-f]+)(?:-(?P<last>[0-9A-Fa-f]+))?'
                   r"|(?P<repeat>\d*\*\d*|\d+)|(?P<name>[A-Za-z][A-Za-z0-9-]*)|(?P<mark>[/()\[\]])")


class Grammar:
    """The rules of a file, and automata of any of them."""

    def __init__(self, text, source):
        self.source, self.rules, self.means = source, {name: [body] for name, body in CORE.items()}, {}
        known = set(CORE)
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(";"):
                continue
            line, _, word = line.partition(";=") if ";=" in line else (re.sub(r'^((?:[^";]|"[^"]*")*);.*', r"\1", line), "", "")
            if not line.strip():
                continue
            rule = re.fullmatch(r"([A-Za-z][A-Za-z0-9-]*)\s+=\s+(.*)", line.rstrip())
            if not rule or rule[1] in known:
                raise ValueError(f"{source}:{number}: {'a second rule ' + rule[1] if rule else 'a rule of one line is expected'}")
            known.add(rule[1])
            self.rules[rule[1]] = [rule[2]]
            if word.strip():
                self.means[rule[1]] = word.strip()

    def tokens(self, name):
        """A rule's body as (kind, value) pairs."""
        if name not in self.rules:
            raise ValueError(f"{self.source}: no rule is named {name}")
        body, at, found = self.rules[name][0], 0, []
        while at < len(body):
            match = TOKEN.match(body, at)
            if not match:
                raise ValueError(f"{self.source}: rule {name}: what stands at '{body[at:]}' is not understood")
            at = match.end()
            if match["text"] is not None:
                found.append(("bytes", [{ord(letter)} if match["string"] == "%s" else {ord(letter.lower()), ord(letter.upper())}
                                        for letter in match["text"]]))
            elif match["number"]:
                first = int(match["number"], 16)
                found.append(("bytes", [set(range(first, int(match["last"] or match["number"], 16) + 1))]))
            elif match["repeat"]:
                least, star, most = match["repeat"].partition("*")
                found.append(("repeat", (int(least or 0), (int(most) if most else None) if star else int(least))))
            elif match["name"]:
                found.append(("rule", match["name"]))
            elif match["mark"]:
                found.append((match["mark"], None))
        return found

    def automaton(self, name):
        """The deterministic automaton of a rule."""
        return Automaton(*_Thompson(self).whole(name))


class _Thompson:
    """A nondeterministic automaton of a grammar's rule: states are numbers, `free` their moves without a byte."""

    def __init__(self, grammar):
        self.grammar, self.free, self.moves = grammar, [], []

    def state(self):
        self.free.append([])
        self.moves.append([])
        return len(self.free) - 1

    def whole(self, name):
        first = self.state()
        last = self.rule(name, first, None, ())
        return self.free, self.moves, first, last

    def rule(self, name, at, word, within):
        if name in within:
            raise ValueError(f"{self.grammar.source}: rule {name} stands within itself")
        tokens = self.grammar.tokens(name)
        rest, end = self.choice(tokens, at, self.grammar.means.get(name, word), (*within, name))
        if rest:
            raise ValueError(f"{self.grammar.source}: rule {name}: a '{rest[0][0]}' too many")
        return end

    def choice(self, tokens, at, word, within):
        """Alternatives, up to a closing bracket. Returns what is left of the tokens, and the state behind."""
        end = self.state()
        while True:
            first = self.state()
            self.free[at].append(first)
            tokens, last = self.row(tokens, first, word, within)
            self.free[last].append(end)
            if not tokens or tokens[0][0] != "/":
                return tokens, end
            tokens = tokens[1:]

    def row(self, tokens, at, word, within):
        while tokens and tokens[0][0] not in ("/", ")", "]"):
            least, most = 1, 1
            if tokens[0][0] == "repeat":
                least, most = tokens[0][1]
                tokens = tokens[1:]
            after = tokens
            for _ in range(least):
                after, at = self.element(tokens, at, word, within)
            if most is None:
                at, again = self.state_behind(at), at
                after, last = self.element(tokens, at, word, within)
                self.free[last].append(at)
            else:
                end = self.state()
                for _ in range(most - least):
                    self.free[at].append(end)
                    after, at = self.element(tokens, at, word, within)
                self.free[at].append(end)
                at = end
            tokens = after
        return tokens, at

    def state_behind(self, at):
        behind = self.state()
        self.free[at].append(behind)
        return behind

    def element(self, tokens, at, word, within):
        if not tokens:
            raise ValueError(f"{self.grammar.source}: rule {within[-1]} ends where something is expected")
        kind, value = tokens[0]
        if kind == "bytes":
            for some in value:
                end = self.state()
                self.moves[at].append((frozenset(some), word, end))
                at = end
            return tokens[1:], at
        if kind == "rule":
            return tokens[1:], self.rule(value, at, word, within)
        if kind in "([":
            rest, end = self.choice(tokens[1:], at, word, within)
            if not rest or rest[0][0] != {"(": ")", "[": "]"}[kind]:
                raise ValueError(f"{self.grammar.source}: rule {within[-1]}: a bracket is not closed")
            if kind == "[":
                self.free[at].append(end)
            return rest[1:], end
        raise ValueError(f"{self.grammar.source}: rule {within[-1]}: '{kind}' where something to match is expected")


class Automaton:
    """States are sets of the nondeterministic one's, without those from which nothing is accepted; the empty set is dead."""

    def __init__(self, free, moves, first, last):
        self.free, self.last = free, last
        useful = self._useful(moves)
        self.moves = [[(some, word, to) for some, word, to in row if to in useful] for row in moves]
        self.start = self._closed({first} & useful)

    def _useful(self, moves):
        """The states from which the last one is reached."""
        before = [set() for _ in self.free]
        for state, (free, row) in enumerate(zip(self.free, moves)):
            for to in [*free, *(to for _, _, to in row)]:
                before[to].add(state)
        found, left = {self.last}, [self.last]
        while left:
            for state in before[left.pop()] - found:
                found.add(state)
                left.append(state)
        return found

    def _closed(self, states):
        found, left = set(states), list(states)
        while left:
            for to in self.free[left.pop()]:
                if to not in found:
                    found.add(to)
                    left.append(to)
        return frozenset(state for state in found if self.moves[state] or state == self.last)

    def accepts_here(self, states):
        return self.last in states

    @functools.cache
    def go(self, states, byte):
        """{word: states} after a byte."""
        found = {}
        for state in states:
            for some, word, to in self.moves[state]:
                if byte in some:
                    found.setdefault(word, set()).add(to)
        return {word: closed for word, some in found.items() if (closed := self._closed(some))}
