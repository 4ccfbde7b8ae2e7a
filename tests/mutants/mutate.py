# SPDX-License-Identifier: GPL-2.0-or-later
"""Make mutants of C: small changes to the code of functions, and none to contracts, comments or declarations."""
import hashlib
import re

TOKEN = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|^[ \t]*#(?:[^\n\\]|\\.|\\\n)*|"
                   r"[A-Za-z_]\w*|0[xX][0-9a-fA-F]+[uUlL]*|\d[\w.]*|<<=|>>=|\.\.\.|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||"
                   r"[-+*/%&|^]=|[^\s\w]", re.S | re.M)
OPERATORS = {"<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
             "&&": ["||"], "||": ["&&"], "/": ["*"], "%": ["/"], "<<": [">>"], ">>": ["<<"], "|": ["&"], "^": ["&"],
             "+=": ["-="], "-=": ["+="], "|=": ["&="], "&=": ["|="]}
BINARY = {"+": ["-"], "-": ["+"], "*": ["+"], "&": ["|"]}  # unary as well: only behind an operand
TYPES = {"const", "static", "unsigned", "int", "bool", "char", "void", "struct", "enum", "register"}
CONTROL = {"if", "while", "for", "switch", "return", "else", "do", "case", "default", "goto", "break", "continue", "sizeof"}


class Token:
    def __init__(self, match):
        self.text, self.start, self.end = match[0], match.start(), match.end()

    def __repr__(self):
        return self.text


def tokens_of(text):
    """The tokens of a C source, without comments and preprocessor lines."""
    return [Token(match) for match in TOKEN.finditer(text)
            if not match[0].startswith(("/*", "//")) and not match[0].lstrip().startswith("#")]


def closing(tokens, at):
    """The index of what closes the bracket at an index."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opening, ending, depth = tokens[at].text, pairs[tokens[at].text], 0
    for index in range(at, len(tokens)):
        depth += (tokens[index].text == opening) - (tokens[index].text == ending)
        if depth == 0:
            return index
    raise ValueError(f"nothing closes the bracket at {tokens[at].start}")


def functions(tokens):
    """[(name, index of its {, index of its })] of the functions that a source defines."""
    found, at = [], 0
    while at < len(tokens):
        if tokens[at].text == "{":
            end = closing(tokens, at)
            back = at - 1
            if tokens[back].text == ")":
                depth = 0
                while back >= 0:
                    depth += (tokens[back].text == ")") - (tokens[back].text == "(")
                    if depth == 0:
                        break
                    back -= 1
                if re.match(r"[A-Za-z_]\w*$", tokens[back - 1].text):
                    found.append((tokens[back - 1].text, at, end))
            at = end
        at += 1
    return found


def operand(token):
    """Whether a token may end an operand, so that what follows is binary."""
    return re.match(r"\w", token.text) is not None and token.text not in CONTROL or token.text in (")", "]")


def cast(tokens, at):
    """Whether the ) before an index closes a cast, so that what follows is unary."""
    depth, back = 0, at
    while back >= 0:
        depth += (tokens[back].text == ")") - (tokens[back].text == "(")
        if depth == 0:
            break
        back -= 1
    inner = [token.text for token in tokens[back + 1:at]]
    return bool(inner) and all(re.match(r"\w+$|\*$", text) for text in inner) and (inner[0] in TYPES or inner[0].endswith("_t"))


class Mutant:
    """One change: `old` at `start` of a source becomes `new`."""

    def __init__(self, source, function, text, start, end, new, kind):
        self.source, self.function, self.kind = source, function, kind
        self.start, self.end, self.new, self.old = start, end, new, text[start:end]
        self.line = text.count("\n", 0, start) + 1
        first = text.rfind("\n", 0, start) + 1
        self.context = text[first:text.find("\n", start)].strip()
        self.before = text[first:start]
        before = text[:first].count(self.context)
        self.column = start - first
        what = f"{source}\0{function}\0{self.context}\0{before}\0{self.column}\0{self.old}\0{new}"
        self.name = hashlib.sha256(what.encode()).hexdigest()[:12]

    def applied(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def said(self):
        """The change in words, without its place."""
        old, new = (re.sub(r"\s+", " ", part).strip() for part in (self.old, self.new))
        before = self.before.count(self.old)
        which = f" (no. {before + 1})" if self.context.count(self.old) > 1 else ""
        return f"{old or 'nothing'} -> {new or 'nothing'}{which}"


def statements(tokens, first, last):
    """[(index of first token, index of ;)] of the expression statements between two braces."""
    found, at, begins = [], first + 1, True
    while at < last:
        text = tokens[at].text
        if begins and tokens[at + 1].text == ":":  # a label
            at += 2
            continue
        if begins and text not in CONTROL and text not in "{};":
            end, depth = at, 0
            while tokens[end].text != ";" or depth:
                depth += (tokens[end].text in "([{") - (tokens[end].text in ")]}")
                end += 1
            words = [token.text for token in tokens[at:end]]
            declared = words[0] in TYPES or len(words) > 1 and (
                re.match(r"\w+$", words[0]) and (re.match(r"[A-Za-z_]\w*$", words[1]) or words[1] == "*" and "=" in words))
            if not declared:
                found.append((at, end))
            at = end + 1
            continue
        if text in ("if", "while", "for", "switch"):
            at = closing(tokens, at + 1)
            begins = True
        else:
            while text in ("case", "default", "return", "goto") and tokens[at].text not in (";", ":"):
                at += 1
            while text == "return" and tokens[at].text != ";":
                at += 1
            begins = tokens[at].text in ("{", "}", ";", ":", "else", "do")
        at += 1
    return found


def in_function(source, text, tokens, name, first, last, neighbours):
    """Every mutant of one function."""
    def change(start, end, new, kind):
        return Mutant(source, name, text, start, end, new, kind)

    for at in range(first + 1, last):
        token, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
        replaced = OPERATORS.get(token.text, [])
        if token.text in BINARY and operand(before) and not (before.text == ")" and cast(tokens, at - 1)) and after.text != ")":
            replaced = BINARY[token.text]
        for new in replaced:
            yield change(token.start, token.end, new, "operator")
        if token.text == "!" and after.text != "=":
            yield change(token.start, token.end, "", "negation")
        if token.text in ("if", "while") and after.text == "(":
            end = closing(tokens, at + 1)
            inner = text[after.end:tokens[end].start]
            yield change(after.end, tokens[end].start, f"!({inner})", "condition")
        if re.match(r"(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)$", token.text) and before.text not in ("case", "goto"):
            for new in (f"({token.text} + 1)", f"({token.text} - 1)"):
                if not (new.endswith("- 1)") and int(re.match(r"0[xX][0-9a-fA-F]+|\d+", token.text)[0], 0) == 0):
                    yield change(token.start, token.end, new, "constant")
        if token.text in ("true", "false"):
            yield change(token.start, token.end, "false" if token.text == "true" else "true", "constant")
        if token.text in ("break", "continue") and after.text == ";":
            yield change(token.start, token.end, "", "dropped")
        for new in neighbours.get(token.text, []):
            yield change(token.start, token.end, new, "constant")
        if token.text == "goto" and re.match(r"tr\d+$", after.text):
            others = sorted({other.text for other in tokens[first:last] if re.match(r"tr\d+$", other.text)}, key=lambda label: int(label[2:]))
            yield change(after.start, after.end, others[(others.index(after.text) + 1) % len(others)], "transition")
    for begin, end in statements(tokens, first, last):
        yield change(tokens[begin].start, tokens[end].start, "", "dropped")


def neighbours_of(enums, macros):
    """{constant: [what it is swapped with]}: the next one of its enum; a macro that is a number, one more or less."""
    found = {}
    for constants in enums.values():
        names = sorted(constants, key=constants.get)
        for index, constant in enumerate(names):
            if len(names) > 1:
                found[constant] = [names[(index + 1) % len(names)]] + ([names[index - 1]] if len(names) > 2 else [])
    for macro in macros:
        found.setdefault(macro, [f"({macro} + 1)", f"({macro} - 1)"])
    return found


def mutants(source, text, neighbours):
    """Every mutant of a source, in the order of the source; those of the same effect on the text once."""
    tokens, seen = tokens_of(text), set()
    for name, first, last in functions(tokens):
        for mutant in in_function(source, text, tokens, name, first, last, neighbours):
            made = mutant.start, mutant.end, mutant.new
            if made not in seen:
                seen.add(made)
                yield mutant


def definition(text, function):
    """(contract, head, body) of a function that a source defines: its annotation there or nothing, the words from its type to
    its parameters' end, and its body with the braces."""
    tokens = tokens_of(text)
    first, last = next((first, last) for name, first, last in functions(tokens) if name == function)
    begin = first
    while begin and tokens[begin - 1].text not in (";", "}"):
        begin -= 1
    before = text[:tokens[begin].start].rstrip()
    return annotation(before), text[tokens[begin].start:tokens[first].start].strip(), text[tokens[first].start:tokens[last].end]


def annotation(before):
    """The ACSL comment that a text ends with, or nothing."""
    at = before.rfind("/*@")
    return before[at:] if before.endswith("*/") and at >= 0 and before.find("*/", at) == len(before) - 2 else ""


def declared(text, function):
    """The contract that a header gives to a function, or nothing."""
    match = re.search(rf"^[\w \*]*\b{function}\([^;{{}}]*\);", text, re.M)
    return annotation(text[:match.start()].rstrip()) if match else ""


def copy(contracts, head, body, function, name):
    """A function under another name, with its contracts."""
    return "\n".join(["", *contracts, re.sub(r"^static\s+", "", re.sub(rf"\b{function}\b", name, head)), body, ""])


def control(text, function):
    """A source with edits of a function that change nothing: an empty statement, an empty branch, a variable that nothing reads."""
    tokens = tokens_of(text)
    first = next(first for name, first, _ in functions(tokens) if name == function)
    at = tokens[first].end
    return text[:at] + "\n  unsigned control_edit = 1u;\n  (void)control_edit;\n  ;\n  if (1 == 1) {\n    ;\n  }" + text[at:]
