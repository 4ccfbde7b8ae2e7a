# SPDX-License-Identifier: BSD-2-Clause
"""How Why3 talks to the provers: its own drivers without the theories that no C of ours needs.

Frama-C 25 reads a prover's driver again for each goal, and every theory that the driver names again for each function.
Why3's drivers name bit vectors, floats and strings, which took a quarter of the time. What is left out tells a prover how to
write a theory, or a law of one; a goal that needed it would not be proved. Nothing is assumed that Why3's drivers do not.
"""
import re
import subprocess

DIVISION = """
theory int.EuclideanDivision
  syntax function div "(div %1 %2)"
  syntax function mod "(mod %1 %2)"
  remove prop Mod_bound
  remove prop Div_mod
  remove prop Mod_1
  remove prop Div_1
end
"""
# What no contract speaks of: the laws of reals and their order, the order of pointers as a value, initialised memory, addresses
# as numbers. Every goal would bring them to its prover, a tenth of its time.
UNSPOKEN = """
theory real.Real
  remove allprops
end
theory frama_c_wp.qed.Qed
  remove prop rlt
  remove prop rleq
end
theory frama_c_wp.memory.Memory
  remove prop addr_le_bool_def
  remove prop addr_lt_bool_def
  remove prop set_init_access
  remove prop table_to_offset_zero
  remove prop table_to_offset_monotonic
  remove prop int_of_addr_bijection
  remove prop addr_of_int_bijection
  remove prop addr_of_null
  remove prop valid_string
end
"""
# The transformations of a task, in Why3's order, with that of proofs/lighten.ml; the provers differ in how they take definitions.
TRANSFORMATIONS = ("inline_trivial", "eliminate_builtin", "only_relevant", "detect_polymorphism", "{definitions}", "eliminate_inductive",
                   "eliminate_algebraic_if_poly", "eliminate_literal", "eliminate_epsilon", "simplify_formula", "discriminate_if_poly", "encoding_smt_if_poly")
CVC4 = {"name": "CVC4", "alternative": "", "shortcut": "cvc4", "program": "cvc4", "limit": "--stats --tlimit=%t000 --lang=smt2 %f", "steps": "--stats --rlimit=%S --lang=smt2 %f",
        "printer": "smtv2.6", "definitions": "eliminate_definition_conditionally",
        "prelude": r'''prelude "(set-logic ALL_SUPPORTED)"
prelude "(set-info :smt-lib-version 2.6)"
unknown "^(error \"Can't get-info :reason-unknown when the last result wasn't unknown!\")$" "(not unknown!)"
''', "answers": r'''
steps "smt::SmtEngine::resourceUnitsUsed, \\([0-9]+.?[0-9]*\\)" 1
steplimitexceeded "unknown (RESOURCEOUT)"

theory BuiltIn
  meta "supports_smt_get_info_unknown_reason" ""
end
'''}
# A definition's text in place of its name is quickly found, but leaves no name by which to find where a law, or a hypothesis,
# applies: what CVC4 does not prove of the one it may prove of the other.
LAWS = {**CVC4, "alternative": "laws", "shortcut": "cvc4_laws", "definitions": "eliminate_definition"}
SEEDS = "-smt2 tactic.default_tactic=smt sat.random_seed=42 nlsat.randomize=false smt.random_seed=42 -st"
Z3 = {"name": "Z3", "alternative": "", "shortcut": "z3", "program": "z3", "limit": f"{SEEDS} -T:%t %f", "steps": f"{SEEDS} rlimit=%S %f",
      "printer": "smtv2", "definitions": "eliminate_definition", "prelude": "", "answers": r'''
steps ":rlimit-count +\\([0-9]+\\)" 1
steplimitexceeded "Maximal allocation counts [0-9]+ have been exceeded"

theory int.MinMax
  remove allprops
end
'''}


def said(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def driver(prover, share):
    """The text of a prover's driver."""
    steps = "\n".join(f'transformation "{name.format(**prover)}"' for name in TRANSFORMATIONS)
    return (f'{prover["prelude"]}import "{share}/drivers/smt-libv2.gen"\nprinter "{prover["printer"]}"\nimport "{share}/drivers/discrimination.gen"\n'
            f'{steps}\ntimeout "interrupted by timeout"\n'
            r'outofmemory "(error \".*out of memory\")\\|Cannot allocate memory"' f"\n{DIVISION}{UNSPOKEN}{prover['answers']}")


def configure(folder):
    """Write the drivers and Why3's configuration into a folder. Returns the configuration's path."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    share = said("why3", "--print-datadir")
    text = f'[main]\ndatadir = "{share}"\nlibdir = "{said("why3", "--print-libdir")}"\nmagic = 14\nmemlimit = 1000\ntimelimit = 5\nrunning_provers_max = 2\n'
    for prover in (CVC4, LAWS, Z3):
        version = re.search(r"\d+\.\d+[\w.]*", said(prover["program"], "--version"))[0]
        path = folder / f"{prover['shortcut']}.drv"
        path.write_text(driver(prover, share))
        identity = f'name = "{prover["name"]}"\nversion = "{version}"\nalternative = "{prover["alternative"]}"\n'
        text += (f'\n[prover]\n{identity}driver = "{path}"\ncommand = "{prover["program"]} {prover["limit"]}"\n'
                 f'command_steps = "{prover["program"]} {prover["steps"]}"\neditor = ""\nin_place = false\ninteractive = false\n'
                 f'\n[shortcut]\n{identity}shortcut = "{prover["shortcut"]}"\n')
    (folder / "why3.conf").write_text(text)
    return folder / "why3.conf"
