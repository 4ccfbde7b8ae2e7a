# SPDX-License-Identifier: GPL-2.0-or-later
"""The register of scenarios: a function's name is the scenario's, its first line says what is promised."""
import dataclasses
import importlib
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


@dataclasses.dataclass
class Scenario:
    """One that can be run."""
    name: str
    says: str
    function: object
    group: str


ALL = []

# What `make test` runs: power-on, the button, the whole setup, the watchdog.
SHORT = ("first-start", "hold-9-s", "setup-wpa2", "hung-guard")


def scenario(function):
    """Register a function of a file in scenarios/."""
    ALL.append(Scenario(function.__name__.replace("_", "-"), function.__doc__.splitlines()[0], function,
                        function.__module__.split(".")[-1]))
    return function


def load():
    """All scenarios, file by file in the order in which they are to be run."""
    if not ALL:
        for name in ("boot", "button", "setup", "causes", "whole", "wifi", "trouble", "bad", "platform", "power"):
            if (HERE / "scenarios" / f"{name}.py").exists():
                importlib.import_module(f"scenarios.{name}")
    return ALL
