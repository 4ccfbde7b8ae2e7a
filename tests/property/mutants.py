# SPDX-License-Identifier: GPL-2.0-or-later
"""Planted mutants of the core: each must be noticed by the properties, or these say less than they seem to."""
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]

# A change in C: source, what is there exactly once, what stands there instead, a property that must notice.
IN_C = (
    ("button", "time_span(button.edge, button.now) >= timing.debounce",
     "time_span(button.edge, button.now) > timing.debounce", "button_samples"),
    ("button", "time_span(button.since, button.edge) >= timing.stuck",
     "time_span(button.since, button.edge) > timing.stuck", "button_samples"),
    ("button", "time_span(button.since, button.edge) >= timing.stuck",
     "time_span(button.since, button.now) >= timing.stuck", "button_samples"),
    ("button", "if (length < timing.ready)", "if (length <= timing.ready)", "button_samples"),
    ("button", "if (length < timing.armed)", "if (length < timing.ready)", "button_samples"),
    ("button", "if (length < timing.debounce)", "if (length <= timing.debounce)", "button_samples"),
    ("button", "if (length < timing.restart)", "if (length < timing.debounce)", "button_samples"),
    ("button", "if (mark == MARK_SINCE || mark == MARK_LAST)", "if (mark == MARK_SINCE)", "button_samples"),
    ("button", "if (mark == MARK_EDGE)", "if (mark == MARK_EDGE && !button.edge)", "button_samples"),
    ("button", "timing->armed < timing->ready", "timing->armed <= timing->ready", "button_refusals"),
    ("button", "return time_after(button.since, timing.ready);", "return TIME_NEVER;", "button_presses"),
    ("reset", "return last ? RESET_SYMBOL_EXHAUSTED : RESET_SYMBOL_FAILED;", "return RESET_SYMBOL_FAILED;",
     "reset_trouble"),
    ("reset", "return to == RESET_STATE_RESTARTING_SOFT ? cause : CAUSE_RESET",
     "return to == RESET_STATE_RESTARTING_SOFT ? CAUSE_RESET : cause", "reset_trouble"),
    ("reset", "if (input == RESET_ORDER)\n    return", "if (input == RESET_ORDER && !late)\n    return",
     "reset_trouble"),
    ("reset", "return time_after(now, RESET_STOPPING);", "return TIME_NEVER;", "reset_trouble"),
    ("provision", "return timing.trying;", "return timing.storing;", "provision_trace"),
    ("provision", "symbol == PROVISION_JOINED || symbol == PROVISION_JOIN_FAILED;", "symbol == PROVISION_JOINED;",
     "provision_trace"),
    ("provision", "return owing && symbol != PROVISION_STORED && symbol != PROVISION_NOT_STORED;",
     "return owing && symbol != PROVISION_STORED;", "provision_trace"),
    ("provision", "symbol == PROVISION_PHONE && state_window(chart.cs)", "false", "provision_trace"),
    ("provision", "timing.linger > 0", "true", "provision_refusals"),
)

# A change in a chart: source, state, event, what stands there instead of its "@action -> state", a property.
IN_CHARTS = (
    ("button", "blind", "is_open", "@quiet -> idle", "button_samples"),
    ("button", "blind_opening", "(closed_fresh | is_lost)", "@begin -> closing", "button_samples"),
    ("button", "ready_opening", "open_late", "@reset -> idle", "button_samples"),
    ("button", "ready_opening", "(closed_settled | is_lost)", "@hold -> ready", "button_samples"),
    ("button", "armed_opening", "open_settled", "@reset -> idle", "button_samples"),
    ("button", "armed", "is_lost", "@quiet -> armed", "button_samples"),
    ("button", "stuck", "is_lost", "@quiet -> blind", "button_samples"),
    ("reset", "starting", "boot_intent", "@create_key -> keying", "reset_cut_at_each_command"),
    ("reset", "starting", "boot_intent", "@open_storage -> opening", "reset_cut_at_each_command"),
    ("reset", "starting", "boot_unreadable", "@open_storage -> opening", "reset_trouble"),
    ("reset", "intending", "failed", "@stop_camera -> stopping_wipe", "reset_trouble"),
    ("reset", "intending", "done", "@stop_camera -> stopping_soft", "reset_trouble"),
    ("reset", "destroying", "done", "@create_files -> filing", "reset_cut_at_each_command"),
    ("reset", "keying", "done", "@verify_wipe -> verifying", "reset_cut_at_each_command"),
    ("reset", "verifying", "failed", "@clear_intent -> clearing", "reset_trouble"),
    ("reset", "clearing", "failed", "@open_storage -> opening", "reset_trouble"),
    ("reset", "filing", "exhausted", "@open_storage -> opening", "reset_trouble"),
    ("provision", "setup", "CLAIM", "@store -> storing_claim", "provision_trace"),
    ("provision", "trying_claim", "JOINED", "@open -> lingering", "provision_trace"),
    ("provision", "trying_claim", "failed", "@none -> dormant", "provision_trace"),
    ("provision", "owner_setup", "claim", "@try -> trying_claim", "provision_trace"),
    ("provision", "online", "LINK_LOST", "@open -> owner_setup", "provision_trace"),
    ("provision", "connecting_button", "OVER", "@open -> setup", "provision_trace"),
    ("provision", "lingering", "OVER", "@none -> online", "provision_trace"),
)


class DoesNotApply(Exception):
    """The place that a mutant changes is no longer there: the list must follow the core."""


def described():
    """(what is changed, property, function that makes the mutated C from the sources and gives its place)."""
    for name, old, new, noticed in IN_C:
        yield f"core/{name}.c: {new}", noticed, lambda folder, args=(name, old, new): change_c(folder, *args)
    for name, state, event, new, noticed in IN_CHARTS:
        yield (f"spec/{name}.rl: {state}: {event} {new}", noticed,
               lambda folder, args=(name, state, event, new): change_chart(folder, *args))


def change_c(folder, name, old, new):
    """Put the mutated C into a folder. Returns the source it stands for: one of those of the machine."""
    for source in sorted((ROOT / "core").glob(f"{name}*.c")):
        text = source.read_text()
        if text.count(old) == 1:
            (folder / "mutant.c").write_text(text.replace(old, new))
            return source
    raise DoesNotApply(f"in no core/{name}*.c just once: {old}")


def change_chart(folder, name, state, event, new):
    """Put the C of a mutated chart into a folder. Returns the source it stands for."""
    text = (ROOT / f"spec/{name}.rl").read_text()
    pattern = re.compile(r"(\b" + state + r": \(\s(?:(?!\n    \)).)*?\s" + re.escape(event) + r"\s+)@\w+\s+-> \w+", re.S)
    changed, count = pattern.subn(lambda found: found.group(1) + new, text, count=1)
    if count != 1:
        raise DoesNotApply(f"no {event} in state {state} of {name}.rl")
    (folder / "mutant.rl").write_text(changed)
    subprocess.run(["ragel", "-G2", "-L", "-o", folder / "mutant.c", folder / "mutant.rl"], check=True)
    return ROOT / f"gen/{name}_chart.c"


def compile_c(source, target):
    """Compile one source."""
    subprocess.run(["gcc", "-std=c11", "-O1", "-fPIC", "-w", "-iquote", "core", "-iquote", "gen", "-iquote", "spec", "-c",
                    source, "-o", target], cwd=ROOT, check=True)


def prepare(folder):
    """Compile the core as it is, once, for all mutants."""
    for source in (*(ROOT / "core").glob("*.c"), *(ROOT / "gen").glob("*.c")):
        compile_c(source, folder / f"{source.stem}.o")


def build(prepared, folder, make):
    """Make the core with a mutant a shared library in a folder. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    instead = make(folder)
    compile_c(folder / "mutant.c", folder / "mutant.o")
    rest = [part for part in prepared.glob("*.o") if part.stem != instead.stem]
    library = folder / "libmutant.so"
    subprocess.run(["gcc", "-shared", "-o", library, folder / "mutant.o", *rest], check=True)
    return library


def remove(folder):
    """Remove a mutant's folder."""
    shutil.rmtree(folder, ignore_errors=True)
