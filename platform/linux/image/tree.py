# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a root's tree of unpacked Debian packages: only what is asked for, and the libraries and drivers that this needs."""
import functools
import hashlib
import pathlib
import re
import shutil
import stat
import subprocess

LOADER = "ld-linux-aarch64.so.1"
FOLDERS = ("dev", "proc", "sys", "run", "tmp", "data", "extra", "etc/pinhole", "usr/bin", "usr/sbin", "usr/lib", "usr/share", "var")
LINKS = {"bin": "usr/bin", "sbin": "usr/sbin", "lib": "usr/lib", "var/run": "../run", "var/tmp": "../tmp", "etc/mtab": "../proc/mounts"}


class Fault(Exception):
    """What ends the program, in words."""


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(f"{' '.join(map(str, command[:6]))}: {(done.stderr or done.stdout).strip()[-600:]}")
    return done.stdout


def words_of(path):
    """The words of each line of a list that is not empty, comments aside."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        words = line.split("#")[0].split()
        if words:
            yield f"{path}:{number}", words


class Packages:
    """Folders of unpacked packages; links lead to files inside them."""

    def __init__(self, *trees):
        self.trees = trees

    def find(self, name):
        """The path of a file in the first folder that has it, or None."""
        return next((path for path in ((tree / name).resolve() for tree in self.trees) if path.exists()), None)

    def origin(self, path):
        """(package, version) of a file that find() gave."""
        for tree in self.trees:
            if path.is_relative_to(tree.resolve()):
                return self.known(tree)[str(path.relative_to(tree.resolve()))]
        return "pinhole", ""

    @functools.cache
    def known(self, tree):
        """{path: (package, version)} of a folder, as platform/linux/sysroot wrote it."""
        return {path: (package, version) for path, package, version in
                (line.split("\t") for line in (tree / "packages.tsv").read_text().splitlines())}

    def library(self, name):
        for folder in ("aarch64-linux-gnu", "aarch64-linux-gnu/blas", "aarch64-linux-gnu/lapack", "aarch64-linux-gnu/pulseaudio"):
            path = self.find(f"usr/lib/{folder}/{name}")
            if path:
                return path
        return None


class Root:
    """The root's tree under construction."""

    def __init__(self, folder, packages):
        self.folder, self.packages, self.libraries, self.origins = folder, packages, set(), {}
        shutil.rmtree(folder, ignore_errors=True)
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, target in LINKS.items():
            (folder / name).symlink_to(target)

    def put(self, source, name, mode=None):
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(mode if mode is not None else stat.S_IMODE(source.stat().st_mode))
        self.origins[name] = self.packages.origin(source.resolve())
        with open(target, "rb") as file:
            if file.read(4) == b"\x7fELF":
                self.put_libraries(source)

    def put_libraries(self, program):
        for name in re.findall(r"\(NEEDED\)\s+Shared library: \[([^\]]+)\]", run("readelf", "-dW", str(program))):
            if name in self.libraries:
                continue
            self.libraries.add(name)
            source = self.packages.library(name)
            if source is None:
                raise Fault(f"{program} needs {name}, which no package of the list has")
            self.put(source, f"usr/lib/{name if name == LOADER else f'aarch64-linux-gnu/{name}'}", 0o755)

    def contents(self):
        """(path, bytes, SHA-256, package, version) of each file; Pinhole's own are of the package pinhole."""
        for name, origin in sorted(self.origins.items()):
            data = (self.folder / name).read_bytes()
            yield name, str(len(data)), hashlib.sha256(data).hexdigest(), *origin

    def put_listed(self, where, words):
        """One line of FILES: a path, or a folder to take whole."""
        name = words[0].strip("/")
        source = self.packages.find(name)
        if source is None:
            raise Fault(f"{where}: no package of the list has {words[0]}")
        name = name if name.startswith(("usr/", "etc/")) else f"usr/{name}"
        if source.is_dir():
            for path in sorted(source.rglob("*")):
                if path.is_file():
                    self.put(path, f"{name}/{path.relative_to(source)}", 0o644)
        else:
            self.put(source, words[1].strip("/") if len(words) > 1 else name)
        applets = words[2:] if len(words) > 2 else []
        for applet in applets:
            (self.folder / "usr/bin" / applet).symlink_to(pathlib.Path("/") / name)


class Modules:
    """The kernel's drivers and what they depend on."""

    def __init__(self, tree):
        self.kernel = max((tree / "lib/modules").iterdir()).name
        self.base = tree / "lib/modules" / self.kernel
        key = self.key
        self.paths = {key(path.name): path for path in self.base.rglob("*.ko")}
        self.builtin = {key(pathlib.Path(line).name) for line in (self.base / "modules.builtin").read_text().split()}

    @staticmethod
    def key(name):
        return name.removesuffix(".ko").replace("-", "_")

    def needs(self, path):
        """The drivers to load before one, by its own notes."""
        texts = path.read_bytes().split(b"\0")
        found = [name for text in texts if text.startswith(b"depends=") for name in text[8:].decode().split(",") if name]
        for text in texts:
            if text.startswith(b"softdep=pre:"):
                found += text[12:].decode().split("post:")[0].split()
        return found

    def needed(self, names, known):
        """Paths of these drivers and what they need, each after what it needs; those of `known` are left out."""
        listed = []

        def add(name, asked):
            name = self.key(name)
            if name in known or name in self.builtin:
                return
            path = self.paths.get(name)
            if path is None:
                if asked:
                    raise Fault(f"the kernel {self.kernel} has no driver {name}")
                return
            known.add(name)
            for other in self.needs(path):
                add(other, False)
            listed.append(path)

        for name in names:
            add(name, True)
        return listed

    def index(self, root):
        """Write the lists by which modprobe finds the drivers of a root."""
        for name in ("modules.builtin", "modules.order", "modules.builtin.modinfo"):
            shutil.copyfile(self.base / name, root / f"usr/lib/modules/{self.kernel}/{name}")
        run("depmod", "-b", str(root), self.kernel)

    def place(self, path):
        return f"lib/modules/{self.kernel}/{path.relative_to(self.base)}"
