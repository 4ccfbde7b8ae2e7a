# SPDX-License-Identifier: GPL-2.0-or-later
"""The readers of texts (R-083): what the compiled ones say of a text, and what the grammars of spec/*.abnf say of it."""
import collections
import ctypes
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "spec"))
import abnf  # noqa: E402
import charts  # noqa: E402
from product import completed, shown  # noqa: E402

BYTE = ctypes.c_uint8
FAR = 8  # differences told of one check


class Described:
    """What a grammar says of whole texts and of values."""

    def __init__(self, name, rule):
        self.grammar = abnf.Grammar((ROOT / f"spec/{name}.abnf").read_text(), f"spec/{name}.abnf")
        self.text = self.grammar.automaton(rule)
        self.rules = {}

    def rule(self, name):
        if name not in self.rules:
            self.rules[name] = self.grammar.automaton(name)
        return self.rules[name]

    def meanings(self, text):
        """What each byte of a text means; None where the grammar does not accept it."""
        states, found = self.text.start, []
        for byte in text:
            after = self.text.go(states, byte)
            if not after:
                return None
            (word, states), = after.items()
            found.append(word)
        return found if self.text.accepts_here(states) else None

    def matches(self, name, value):
        automaton = self.rule(name)
        states = automaton.start
        for byte in value:
            after = automaton.go(states, byte)
            if not after:
                return False
            states, = after.values()
        return automaton.accepts_here(states)

    def one_of(self, names, value):
        """The first rule of some that matches a value; None where none does."""
        return next((name for name in names if self.matches(name, value)), None)


class WifiUri:
    """core/wifi_uri.h beside spec/wifi_uri.abnf."""

    name, prefix, rule, start = "wifi_uri", "WIFI_URI_", "text", (0, False)
    SECURITY = {"open": "OPEN", "wpa2": "WPA2", "wpa3": "WPA3", "wpa2-wpa3": "WPA2_WPA3", "wep": "WEP"}
    # field: its rules, and texts around its value
    fields = {
        "T": ([*SECURITY], (b"WIFI:S:n;T:", b";;"), (b"WIFI:P:12345678;T:", b";S:n;R:1;;")),
        "S": (["ssid"], (b"WIFI:S:", b";;"), (b"WIFI:H:true;S:\"", b"\";;")),
        "P": (["secret", "no-secret", "wep-key"], (b"WIFI:T:WPA;P:", b";S:n;;"), (b"WIFI:P:", b";S:n;;"), (b"WIFI:P:", b";S:n;T:WEP;;"),
              (b"WIFI:P:\"", b"\";S:n;T:SAE;;"), (b"WIFI:T:WPA;P:", b";S:n;R:1;;")),
        "H": (["hidden", "shown"], (b"WIFI:S:n;H:", b";;")),
        "R": (["disable", "disabling"], (b"WIFI:T:WPA;R:", b";S:n;P:12345678;;"), (b"WIFI:T:WPA2/WPA3;R:", b";S:n;P:12345678;;"),
              (b"WIFI:T:WEP;R:", b";S:n;P:12345678;;"), (b"WIFI:R:", b";S:n;;")),
    }
    around = (b"WIFI:", b"WIFI:S:n;", b"WIFI:S:n;T:WPA;P:12345678;")

    class Result(ctypes.Structure):
        _fields_ = [("ssid_length", BYTE), ("ssid", BYTE * 32), ("secret_length", BYTE), ("secret", BYTE * 64), ("security", BYTE),
                    ("hidden", ctypes.c_bool)]

    def __init__(self, library):
        self.function = library.wifi_uri_read
        self.function.restype, self.function.argtypes = ctypes.c_bool, [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(self.Result)]
        self.described = Described(self.name, self.rule)
        self.numbers = {words: charts.enums("gen/vocabulary.h")["security"][f"SECURITY_{words}"] for words in self.SECURITY.values()}

    # The loop around the chart, as the contract of wifi_uri_read has it: the last byte says that the text is whole.
    @staticmethod
    def next(_, place, word, __):
        return place, word == "DONE"

    @staticmethod
    def ends(state, _):
        return state[1]

    @staticmethod
    def twice():
        """Texts of two fields, the same and others, beside the name."""
        some = b"TSPHRIKX"
        return [b"WIFI:%c:;S:n;%c:;;" % (one, other) for one in some for other in some] + [b"WIFI:%cx:;S:n;%cx:;;" % (one, one) for one in some]

    @staticmethod
    def encoded(value):
        return b"".join(b"\\" + bytes([byte]) if byte in b'\\;,:"' else bytes([byte]) for byte in value)

    def read(self, text):
        """What the compiled reader makes of a text."""
        result = self.Result()
        if not self.function(bytes(text), len(text), ctypes.byref(result)):
            return None
        ssid, secret = bytes(result.ssid), bytes(result.secret)
        if any(ssid[result.ssid_length:]) or any(secret[result.secret_length:]):
            return "bytes past the length"
        return ssid[:result.ssid_length], secret[:result.secret_length], result.security, bool(result.hidden)

    def described_as(self, text):
        """What the grammar makes of it."""
        meanings = self.described.meanings(text)
        if meanings is None:
            return None
        values, name, value = {}, b"", b""
        for byte, word in zip(text, meanings):
            if word == "NAME":
                name += bytes([byte])
            elif word == "BYTE":
                value += bytes([byte])
            elif word == "END":
                if name in (b"T", b"S", b"P", b"H", b"R", b"I", b"K"):
                    if name in values:
                        return None
                    values[name] = value
                name, value = b"", b""
        return self._network(values)

    def _network(self, values):
        kind = self.described.one_of(self.SECURITY, values.get(b"T", b""))
        disable, secret, ssid = values.get(b"R", b""), values.get(b"P", b""), values.get(b"S", b"")
        hidden = self.described.one_of(("hidden", "shown"), values.get(b"H", b""))
        if kind is None or hidden is None or not self.described.matches("ssid", ssid) or not self.described.matches("disable", disable):
            return None
        if kind in ("wpa2", "wpa2-wpa3") and self.described.matches("disabling", disable):
            kind = "wpa3"
        if not self.described.matches({"open": "no-secret", "wep": "wep-key"}.get(kind, "secret"), secret):
            return None
        return ssid, b"" if kind == "wep" else secret, self.numbers[self.SECURITY[kind]], hidden == "hidden"


class Form:
    """core/form.h beside spec/form.abnf."""

    name, prefix, rule, start = "form", "FORM_", "body", (0, False)
    TEXTS = (("ssid", 32), ("passphrase", 64), ("password", 128), ("name", 64), ("wifi", 256))
    fields = {**{name: ([name], (name.encode() + b"=", b""), (b"x=1&%" + name.encode().hex()[:2].encode() + name[1:].encode() + b"=", b"&&"))
                 for name, _ in TEXTS},
              "hidden": (["hidden", "shown"], (b"hidden=", b""), (b"ssid=n&hidden=", b"&name=n"))}
    around = (b"", b"ssid=n&", b"ssid=n&wifi=", b"hidden=")

    class Result(ctypes.Structure):
        _fields_ = [("ssid_length", BYTE), ("ssid", BYTE * 32), ("passphrase_length", BYTE), ("passphrase", BYTE * 64),
                    ("password_length", BYTE), ("password", BYTE * 128), ("name_length", BYTE), ("name", BYTE * 64),
                    ("wifi_length", ctypes.c_uint16), ("wifi", BYTE * 256), ("hidden", ctypes.c_bool)]

    def __init__(self, library):
        self.function = library.form_read
        self.function.restype, self.function.argtypes = ctypes.c_bool, [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(self.Result)]
        self.described = Described(self.name, self.rule)

    # The loop around the chart, as the contract of form_read has it: no byte that comes out is NUL; a state is the place
    # and whether the first digit of an escape was 0.
    @staticmethod
    def next(state, place, word, byte):
        if (word == "BYTE" and byte == 0) or (word == "LOW" and byte == ord("0") and state[1]):
            return None
        return place, word == "HIGH" and byte == ord("0")

    @staticmethod
    def ends(state, places):
        return state[0] in (places["FORM_IN_NAME"], places["FORM_IN_VALUE"])

    def twice(self):
        """Forms of two fields, the same and others."""
        names = [name.encode() for name in self.fields] + [b"x", b""]
        return [one + middle + other for one in names for other in names for middle in (b"&", b"=&", b"&x&&%", b"=1&x=1&%2b=&")]

    @staticmethod
    def encoded(value):
        return b"".join(bytes([byte]) if chr(byte).isalnum() and byte < 128 else b"%%%02x" % byte for byte in value)

    def read(self, text):
        result = self.Result()
        if not self.function(bytes(text), len(text), ctypes.byref(result)):
            return None
        values = {name: bytes(getattr(result, name)) for name, _ in self.TEXTS}
        lengths = {name: getattr(result, name + "_length") for name, _ in self.TEXTS}
        if any(any(values[name][lengths[name]:]) for name in values):
            return "bytes past the length"
        return {name: values[name][:lengths[name]] for name in values}, bool(result.hidden)

    @staticmethod
    def _split(text, meanings):
        """(name, value) of each field, decoded."""
        found, parts, high = [], [b""], 0
        for byte, word in zip(text, meanings):
            if word == "END":
                found.append(parts)
                parts = [b""]
            elif word == "VALUE":
                parts.append(b"")
            elif word == "HIGH":
                high = int(chr(byte), 16)
            elif word != "ESCAPE":
                parts[-1] += bytes([{"BYTE": byte, "SPACE": 32}[word] if word != "LOW" else 16 * high + int(chr(byte), 16)])
        return [(parts[0], parts[1] if len(parts) > 1 else b"") for parts in [*found, parts]]

    def described_as(self, text):
        meanings = self.described.meanings(text)
        if meanings is None:
            return None
        values = {name: None for name in (*(name for name, _ in self.TEXTS), "hidden")}
        for name, value in self._split(text, meanings):
            known = name.decode("latin-1")
            if known in values:
                if values[known] is not None:
                    return None
                values[known] = value
        values = {name: value or b"" for name, value in values.items()}
        hidden = self.described.one_of(("hidden", "shown"), values.pop("hidden"))
        if hidden is None or not all(self.described.matches(name, value) for name, value in values.items()):
            return None
        return values, hidden == "hidden"


READERS = {"wifi_uri": WifiUri, "form": Form}


def differences(reader, texts):
    """Where the compiled reader and the grammar do not say the same of a text; the number of texts that are accepted."""
    found, taken = [], 0
    for text in texts:
        told, wanted = reader.read(text), reader.described_as(text)
        taken += wanted is not None
        if told != wanted:
            found.append(f"{reader.name}: {shown(text)}: the reader says {told}, the grammar {wanted}")
    return found, taken


def judged(reader, what, texts):
    """The lines of what is wrong, and a line about what was done."""
    found, taken = differences(reader, texts)
    print(f"{reader.name}: {what}: {len(texts)} texts, {taken} of them accepted, {len(found)} differences", flush=True)
    if not taken or taken == len(texts):
        found.append(f"{reader.name}: {what}: {'all' if taken else 'none'} of the texts are accepted, which shows nothing")
    return found[:FAR]


def transitions(reader, machine, pairs):
    """The whole reader along every transition of the product: every byte where a text goes on, one of each kind where none does."""
    ends, texts = sorted(set(machine.rest.values())), set()
    for (state, states), way in pairs.items():
        refused = [byte for byte in range(256) if not machine.go(state, byte)]
        for byte in range(256):
            told = machine.go(state, byte)
            if told:
                texts.add(way + bytes([byte]) + machine.rest[told[0]])
        for byte in {*refused[:1], *refused[-1:], *(byte for byte in refused if chr(byte) in '";:\\&=+%0')}:
            texts |= {way + bytes([byte]) + end for end in ends}
    first = reader.around[0]
    whole = {before + text[len(first):] if text.startswith(first) else text for text in texts for before in reader.around}
    return judged(reader, "along every transition", sorted(whole | set(reader.twice())))


def values(reader, grammar, field):
    """The values of a field: every state of its rules' automata, left by each kind of byte, and on to an end."""
    rules, *around = reader.fields[field]
    found = set()
    for rule in rules:
        automaton = grammar.automaton(rule)
        ways, left = {automaton.start: b""}, collections.deque([automaton.start])
        while left:
            states = left.popleft()
            way, kinds = ways[states], {}
            rest = completed(automaton, states)
            for byte in range(256):
                to = next(iter(automaton.go(states, byte).values()), None)
                kinds.setdefault(to, []).append(byte)
            found |= {way, way + rest}
            for to, some in kinds.items():
                end = rest if to is None else completed(automaton, to)
                found |= {way + bytes([byte]) + more for byte in (some[0], some[-1]) for more in (b"", end)}
                if to is not None and to not in ways:
                    ways[to] = way + bytes([some[0]])
                    left.append(to)
    return judged(reader, f"values of {field}", sorted(before + reader.encoded(value) + after for value in found for before, after in around))
