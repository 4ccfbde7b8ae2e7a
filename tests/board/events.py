# SPDX-License-Identifier: GPL-2.0-or-later
"""The guard's event log (platform/guard/event_log.c) as it comes out of a console, in the words of spec/."""
import dataclasses
import pathlib
import re

SPEC = pathlib.Path(__file__).resolve().parents[2] / "spec"
LINE = re.compile(r"(?:^|\] )(\d+) (\d+) (\d+) \d+ \d+ (\d+) \d+ > (\S+) (\d+) (\d+) (\d+) \d+$")


def names(table):
    rows = (line.split("\t") for line in (SPEC / f"{table}.tsv").read_text().splitlines() if line and not line.startswith("#"))
    return {int(row[0]): row[1] for row in rows}


EVENTS, COMMANDS, LIGHTS, REASONS = (names(table) for table in ("events", "commands", "lights", "reasons"))


@dataclasses.dataclass
class Step:
    """One step of the guard's core, in seconds of the machine."""
    time: float     # by the guard's clock
    stamp: float    # by the kernel's log
    event: str
    argument: int
    cause: int
    commands: list  # (name, argument)
    light: str
    reason: str
    boot: int       # how often the machine had been reset before
    moment: float   # of this machine, when the line came

    def ordered(self, command):
        return any(name == command for name, _ in self.commands)


def step_of(line, boot, moment):
    """A step, or None where the line is no step's."""
    match = LINE.search(line)
    if not match:
        return None
    stamp = re.match(r"\[ *(\d+\.\d+)\]", line)
    time, event, argument, cause, commands, light, reason, _ = match.groups()
    pairs = [] if commands == "-" else [tuple(map(int, pair.split(":"))) for pair in commands.split(",")]
    return Step(int(time) / 1e9, float(stamp[1]) if stamp else 0.0, EVENTS[int(event)], int(argument), int(cause), [(COMMANDS[kind], value) for kind, value in pairs],
                LIGHTS[int(light)], REASONS[int(reason)], boot, moment)
