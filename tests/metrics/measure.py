# SPDX-License-Identifier: GPL-2.0-or-later
"""Size, stack and call graph of the core, as the compiler says them; complexity, as pmccabe says it."""
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLAGS = ["-std=c11", "-ffreestanding", "-fPIC", "-g0", "-iquote", "core", "-iquote", "gen", "-iquote", "spec", "-w",
         "-fstack-usage", "-fcallgraph-info=su"]
# A board counts bytes; the virtual board is built as the Makefile says.
COMPILERS = {"arm64": ("aarch64-linux-gnu-gcc", "aarch64-linux-gnu-size", "-Os"), "x86-64": ("gcc", "size", "-O2")}
# What these headers declare, the platform defines.
OF_THE_PLATFORM = {"gen/dispatch.h"}
NODE = re.compile(r'^node: \{ title: "([^"]+)" label: "([^"]*)"')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"')


class Missing(Exception):
    """A tool is not there, or says no."""


def tool(command, **options):
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)
    except FileNotFoundError:
        raise Missing(f"{command[0]} is not installed: make setup-test") from None
    if done.returncode:
        raise Missing(f"{' '.join(map(str, command))}: {(done.stderr or done.stdout).strip()[-800:]}")
    return done.stdout


def sources():
    return sorted(path.relative_to(ROOT) for folder in ("core", "gen") for path in (ROOT / folder).glob("*.c"))


def public_functions():
    """The functions that headers of core/ and gen/ declare."""
    found = set()
    for folder in ("core", "gen"):
        for path in (ROOT / folder).glob("*.h"):
            if str(path.relative_to(ROOT)) in OF_THE_PLATFORM:
                continue
            bare = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.S)
            found |= set(re.findall(r"^(?!static|typedef|extern|return|#)[a-z][\w \*]*?\b(\w+)\s*\([^;{}]*\);", bare, re.M))
    return found


def sizes(text):
    """{code, constants, data} of what `size -A` prints."""
    found = {"code": 0, "constants": 0, "data": 0}
    for name, size in re.findall(r"^\.(\S+)\s+(\d+)\s", text, re.M):
        kind = {"text": "code", "rodata": "constants", "data": "data", "bss": "data"}.get(name.split(".")[0])
        if kind:
            found[kind] += int(size)
    return found


def read_graph(text, graph):
    """Add the nodes and edges of one .ci file to {function: (bytes of stack, [callees])}; returns complaints.

    GCC writes a static function of a source as `core/x.c:name`, a public one that its own source calls as
    `core/x.c:name.localalias`, and a call through a pointer as one of `__indirect_call`.
    """
    wrong = []
    for line in text.splitlines():
        node, edge = NODE.match(line), EDGE.match(line)
        if node:
            used = re.search(r"(\d+) bytes \(([^)]*)\)", node[2])
            graph.setdefault(node[1], [None, []])
            if used:
                graph[node[1]][0] = int(used[1])
                if used[2] not in ("static", "dynamic,bounded"):
                    wrong.append(f"{node[1]}: its stack is not of a fixed size ({used[2]})")
        elif edge:
            callee = edge[2].rsplit(":", 1)[-1].removesuffix(".localalias") if edge[2].endswith(".localalias") else edge[2]
            graph.setdefault(edge[1], [None, []])[1].append(callee)
            if edge[2] == "__indirect_call":
                wrong.append(f"{edge[1]} calls through a pointer")
    return wrong


def depth(graph, name, path=()):
    """(bytes of stack in the worst case, the calls that lead there); raises Missing on recursion."""
    if name in path:
        raise Missing(f"recursion: {' > '.join([*path, name])}")
    own, callees = graph.get(name, (None, []))
    below = max((depth(graph, callee, (*path, name)) for callee in set(callees)), default=(0, []))
    return (own or 0) + below[0], [name.split(":")[-1], *below[1]]


def compile_for(target, folder):
    """Compile every source; returns ({module: sizes}, {function: worst stack}, functions outside, complaints)."""
    compiler, size, optimise = COMPILERS[target]
    os.makedirs(folder, exist_ok=True)
    modules, graph, wrong, owner = {}, {}, [], {}
    for source in sources():
        made = folder / f"{source.parent}-{source.stem}.o"
        tool([compiler, *FLAGS, optimise, "-c", str(source), "-o", str(made)])
        modules[str(source)] = sizes(tool([size, "-A", str(made)]))
        text = made.with_suffix(".ci").read_text()
        wrong += [f"{target}: {line}" for line in read_graph(text, graph)]
        owner.update({node[1]: str(source) for node in map(NODE.match, text.splitlines()) if node and "bytes (" in node[2]})
    stacks = {}
    for name in sorted(public_functions()):
        if graph.get(name, (None,))[0] is None:
            wrong.append(f"{target}: {name}() is declared and nowhere defined")
            continue
        try:
            stacks[name] = {"bytes": depth(graph, name)[0], "by": depth(graph, name)[1], "of": owner[name]}
        except Missing as error:
            wrong.append(f"{target}: {error}")
    outside = sorted(name for name, (own, _) in graph.items() if own is None and name != "__indirect_call")
    return modules, stacks, outside, wrong


def as_written(folder, written=None):
    """Recursion and calls through pointers in the sources as they are written: an optimiser makes loops of some."""
    os.makedirs(folder, exist_ok=True)
    graph, wrong = {}, []
    for source in written or sources():
        made = folder / (source.stem + ".o")
        tool(["gcc", *FLAGS, "-O0", "-c", str(source), "-o", str(made)])
        wrong += read_graph(made.with_suffix(".ci").read_text(), graph)
    for name in list(graph):
        try:
            depth(graph, name)
        except Missing as error:
            wrong.append(str(error))
    return sorted(set(wrong))


def complexity():
    """{source: (worst cyclomatic complexity, function)} of core/."""
    found = {}
    for line in tool(["pmccabe", *[str(source) for source in sources()]]).splitlines():
        match = re.match(r"(\d+)\t(\d+)\t\d+\t\d+\t\d+\t([^(]+)\(\d+\): (\w+)", line)
        if match:
            worst = (int(match[2]), match[4])
            found[match[3]] = max(found.get(match[3], (0, "")), worst)
    return found


# What must be noticed: (what, a function that does it).
PLANTED = [
    ("recursion", "int f(int n)\n{\n  return n > 0 ? n * f(n - 1) + f(n - 2) : 1;\n}\n"),
    ("a call through a pointer", "int f(int (*g)(int))\n{\n  return g(1) + 1;\n}\n"),
    ("a frame of any size", "void g(char *);\nvoid f(unsigned n)\n{\n  char a[n];\n  g(a);\n}\n"),
]


def unnoticed(folder):
    """The planted faults that are not noticed."""
    os.makedirs(folder, exist_ok=True)
    found = []
    for what, text in PLANTED:
        source = folder / "planted.c"
        source.write_text(text)
        if not as_written(folder, [source]):
            found.append(what)
    return found
