# SPDX-License-Identifier: GPL-2.0-or-later
"""The core's button, reset and provisioning machines, through a shared library of it."""
import ctypes
import re
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEVER = 2**64 - 1
u8, u64, flag = ctypes.c_uint8, ctypes.c_uint64, ctypes.c_bool


def vocabulary():
    """Names of spec/*.tsv as numbers: command.none, signal.pressed, reason.none, cause.power ..."""
    tables = {}
    for name in ("commands", "reasons"):
        table = tables.setdefault(name[:-1], {})
        for line in (ROOT / f"spec/{name}.tsv").read_text().splitlines():
            if line and not line.startswith("#"):
                number, word = line.split("\t")[:2]
                table[word] = int(number)
    for line in (ROOT / "spec/words.tsv").read_text().splitlines():
        if line and not line.startswith("#"):
            name, number, word = line.split("\t")[:3]
            tables.setdefault(name, {})[word] = int(number)
    return tables


def constants(header, prefix):
    """Members of the enums of a header whose names start with a prefix, in order of appearance: {NAME: value}."""
    found = {}
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "core" / header).read_text(), flags=re.S)
    for body in re.findall(r"enum\s+\w+\s*\{(.*?)\}", text, re.S):
        value = 0
        for member in filter(None, (part.strip() for part in body.split(","))):
            name, _, number = (part.strip() for part in member.partition("="))
            value = int(number, 0) if number else value
            if name.startswith(prefix):
                found[name] = value
            value += 1
    return found


def structure(header, name):
    """A ctypes structure read from a typedef of a header, so that the test follows the header."""
    kinds = {"uint8_t": u8, "uint64_t": u64, "bool": flag, "int": ctypes.c_int, "uint32_t": ctypes.c_uint32}
    text = re.sub(r"/\*.*?\*/", "", (ROOT / "core" / header).read_text(), flags=re.S)
    sizes = {key: int(value) for key, value in re.findall(r"#define\s+(\w+)\s+(\d+)", text)}
    body = next(body for body, title in re.findall(r"typedef struct \{([^}]*)\}\s*(\w+);", text) if title == name)
    fields = []
    for kind, field, size in re.findall(r"(\w+)\s+(\w+)(?:\[(\w+)\])?;", body):
        number = int(size) if size.isdigit() else sizes[size] if size else 0
        fields.append((field, kinds[kind] * number if number else kinds[kind]))
    return type(name, (ctypes.Structure,), {"_fields_": fields})


class Button:
    """core/button.h."""

    timing_t = structure("button.h", "button_timing_t")
    state_t = structure("button.h", "button_t")
    output_t = structure("button.h", "button_output_t")

    def __init__(self, library, timing):
        self.step_function = library.button_step
        self.step_function.argtypes = [ctypes.c_void_p, ctypes.c_void_p, u64, u8, ctypes.c_void_p]
        self.step_function.restype = flag
        self.shows_function = library.button_shows
        self.shows_function.restype = u8
        self.timing, self.state, self.output = self.timing_t(*timing), self.state_t(), self.output_t()
        self.pointers = [ctypes.byref(part) for part in (self.state, self.timing, self.output)]
        library.button_start(self.pointers[0])

    def step(self, now, contact):
        """(taken, signal, next)."""
        taken = self.step_function(self.pointers[0], self.pointers[1], now, contact, self.pointers[2])
        return taken, self.output.signal, self.output.next

    def shows(self):
        """What the light should say."""
        return self.shows_function(self.pointers[0])


class Reset:
    """core/reset.h."""

    state_t = structure("reset.h", "reset_t")
    output_t = structure("reset.h", "reset_output_t")

    def __init__(self, library):
        self.library = library
        library.reset_step.argtypes = [ctypes.c_void_p, u64, u8, u8, ctypes.c_void_p]
        library.reset_phase.restype = library.reset_outstanding.restype = u8
        self.state, self.output = self.state_t(), self.output_t()
        library.reset_start(ctypes.byref(self.state))

    def step(self, now, event, cause=0):
        """(command, argument, accepted, next)."""
        self.library.reset_step(ctypes.byref(self.state), now, event, cause, ctypes.byref(self.output))
        return self.output.command, self.output.argument, self.output.accepted, self.output.next

    def phase(self):
        """enum reset_phase."""
        return self.library.reset_phase(ctypes.byref(self.state))

    def outstanding(self):
        """The storage command that waits for its answer."""
        return self.library.reset_outstanding(ctypes.byref(self.state))


class Provision:
    """core/provision.h."""

    timing_t = structure("provision.h", "provision_timing_t")
    state_t = structure("provision.h", "provision_t")
    output_t = structure("provision.h", "provision_output_t")

    def __init__(self, library, timing):
        self.library = library
        library.provision_step.argtypes = [ctypes.c_void_p, ctypes.c_void_p, u64, u8, u8, ctypes.c_void_p]
        library.provision_step.restype = flag
        library.provision_phase.restype = u8
        library.provision_owned.restype = library.provision_setup_open.restype = flag
        library.provision_tells_failure.restype = flag
        library.provision_tells_failure.argtypes = [ctypes.c_void_p, u64]
        self.timing, self.state, self.output = self.timing_t(*timing), self.state_t(), self.output_t()
        library.provision_start(ctypes.byref(self.state))

    def step(self, now, event, reason=0):
        """(taken, commands without the empty ones, reason, next)."""
        taken = self.library.provision_step(ctypes.byref(self.state), ctypes.byref(self.timing), now, event, reason,
                                            ctypes.byref(self.output))
        return taken, [command for command in self.output.commands if command], self.output.reason, self.output.next

    def phase(self):
        """enum provision_phase."""
        return self.library.provision_phase(ctypes.byref(self.state))

    def owned(self):
        """Whether an owner is recorded."""
        return self.library.provision_owned(ctypes.byref(self.state))

    def setup_open(self):
        """Whether the setup network is to be up."""
        return self.library.provision_setup_open(ctypes.byref(self.state))

    def tells_failure(self, now):
        """Whether the light should tell of a failed try."""
        return self.library.provision_tells_failure(ctypes.byref(self.state), now)
