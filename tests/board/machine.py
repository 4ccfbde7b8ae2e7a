# SPDX-License-Identifier: GPL-2.0-or-later
"""A virtual machine under QEMU, driven from outside: its console, its agent, its GPIO lines, its power."""
import base64
import json
import re
import socket
import subprocess
import threading
import time

SLOWEST = 120  # seconds that anything may take on a busy machine, where nothing else is said


class Broken(Exception):
    """What was expected did not happen; the text says what."""


def connect(path, seconds=SLOWEST):
    """A Unix socket that QEMU is about to make."""
    end = time.monotonic() + seconds
    while True:
        peer = socket.socket(socket.AF_UNIX)
        try:
            peer.connect(str(path))
            return peer
        except OSError:
            peer.close()
            if time.monotonic() > end:
                raise Broken(f"QEMU does not open {path}") from None
            time.sleep(0.05)


class Console:
    """What a machine prints, line by line, each with the moment it came (time.monotonic())."""

    def __init__(self, stream, path):
        self.lines, self.changed, self.ended = [], threading.Condition(), False
        self.stream, self.file = stream, open(path, "a", encoding="utf-8")
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for raw in self.stream:
            line = raw.decode(errors="replace").rstrip()
            self.file.write(line + "\n")
            self.file.flush()
            with self.changed:
                self.lines.append((time.monotonic(), line))
                self.changed.notify_all()
        with self.changed:
            self.ended = True
            self.changed.notify_all()

    def mark(self):
        """A place to search from."""
        return len(self.lines)

    def find(self, pattern, since=0):
        """The first match of a pattern, as (kernel seconds, host moment, match), or None."""
        for moment, line in self.lines[since:]:
            match = re.search(pattern, line)
            if match:
                stamp = re.match(r"\[ *(\d+\.\d+)\]", line)
                return (float(stamp[1]) if stamp else None), moment, match
        return None

    def wait(self, pattern, seconds=SLOWEST, since=0):
        """Wait for a line; returns as find()."""
        end = time.monotonic() + seconds
        with self.changed:
            while True:
                found = self.find(pattern, since)
                if found:
                    return found
                left = end - time.monotonic()
                if left <= 0 or self.ended:
                    why = "the machine is off" if self.ended else f"not within {seconds:.0f} s"
                    raise Broken(f"the console did not show /{pattern}/: {why}")
                self.changed.wait(left)


class Monitor:
    """QEMU's own control (QMP), with its events."""

    def __init__(self, path):
        self.socket = connect(path)
        self.file = self.socket.makefile("r")
        self.events, self.answers, self.changed = [], [], threading.Condition()
        self.on_reset = lambda: None
        json.loads(self.file.readline())
        threading.Thread(target=self._read, daemon=True).start()
        self.ask("qmp_capabilities")

    def _read(self):
        try:
            for line in self.file:
                message = json.loads(line)
                if message.get("event") == "RESET":
                    threading.Thread(target=self.on_reset, daemon=True).start()
                with self.changed:
                    (self.events if "event" in message else self.answers).append(message)
                    self.changed.notify_all()
        except (OSError, ValueError):
            pass

    def ask(self, command, **arguments):
        with self.changed:
            self.answers.clear()
            self.socket.sendall(json.dumps({"execute": command, "arguments": arguments}).encode() + b"\n")
            if not self.changed.wait_for(lambda: self.answers, SLOWEST):
                raise Broken(f"QEMU does not answer {command}")
            answer = self.answers.pop(0)
        if "error" in answer:
            raise Broken(f"QEMU refuses {command}: {answer['error']['desc']}")
        return answer["return"]

    def count(self, event):
        with self.changed:
            return sum(each["event"] == event for each in self.events)

    def wait_count(self, event, count, seconds=SLOWEST):
        """Wait until an event came `count` times."""
        with self.changed:
            if not self.changed.wait_for(lambda: sum(each["event"] == event for each in self.events) >= count, seconds):
                raise Broken(f"QEMU's event {event} did not come within {seconds} s")


class Pins:
    """The lines of the PL061 controller, by QEMU's test protocol."""

    def __init__(self, path, controller):
        self.socket, self.controller = connect(path), controller
        self.answer, self.answered = None, threading.Event()
        self.lock = threading.Lock()
        self.edges = []  # (moment, line, level)
        threading.Thread(target=self._read, daemon=True).start()
        self._ask(f"irq_intercept_out {controller}")

    def _read(self):
        try:
            for line in self.socket.makefile("r"):
                words = line.split()
                if words[:1] == ["IRQ"]:
                    self.edges.append((time.monotonic(), int(words[-1]), words[1] == "raise"))
                else:
                    self.answer = line.strip()
                    self.answered.set()
        except (OSError, ValueError):
            pass

    def _ask(self, command):
        with self.lock:
            self.answered.clear()
            self.socket.sendall(command.encode() + b"\n")
            if not self.answered.wait(SLOWEST) or not self.answer.startswith("OK"):
                raise Broken(f"QEMU does not take {command}: {self.answer}")

    def set(self, line, level):
        self._ask(f"set_irq_in {self.controller} unnamed-gpio-in {line} {int(level)}")


class Agent:
    """tests/board/agent.c in a machine: runs shell commands there."""

    def __init__(self, path):
        self.socket = connect(path)

    def run(self, command, seconds=SLOWEST, check=True):
        """Run a command. Returns (status, output in bytes)."""
        data = command.encode("utf-8", "surrogateescape")
        self.socket.settimeout(seconds)
        try:
            self.socket.sendall(b"%d\n" % len(data) + data)
            heading = b""
            while not heading.endswith(b"\n"):
                heading += self._take(1)
            status, length = map(int, heading.split())
            output = b""
            while len(output) < length:
                output += self._take(min(65536, length - len(output)))
        except TimeoutError:
            raise Broken(f"no answer within {seconds} s to: {command[:200]}") from None
        if check and status != 0:
            raise Broken(f"exit status {status} of: {command[:200]}\n{output.decode(errors='replace')[-800:]}")
        return status, output

    def _take(self, room):
        data = self.socket.recv(room)
        if not data:
            raise Broken("the machine is off")
        return data

    def text(self, command, seconds=SLOWEST):
        return self.run(command, seconds)[1].decode(errors="replace").strip()

    def write(self, path, data):
        """Write a file there."""
        self.run(f"base64 -d > {path} <<'END'\n{base64.encodebytes(data).decode()}END\n")


class Machine:
    """A running QEMU. It is ended with stop(), or by cut(), which is pulling the plug."""

    def __init__(self, folder, name, arguments, append):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.name = folder, name
        for path in folder.glob(f"{name}.*.sock"):
            path.unlink()
        command = ["qemu-system-aarch64", "-M", "virt", "-accel", "tcg", "-cpu", "cortex-a53", "-smp", "1",
                   "-m", "512", "-display", "none", "-nodefaults", "-serial", "stdio", "-device", "virtio-rng-pci",
                   "-device", "virtio-serial-pci", "-qmp", f"unix:{self.path('qmp')},server=on,wait=off", *arguments,
                   "-append", f"console=ttyAMA0 quiet loglevel=6 panic=1 {append}".strip()]
        for port in ("air", "agent"):
            command += ["-chardev", f"socket,id={port},path={self.path(port)},server=on,wait=off",
                        "-device", f"virtserialport,chardev={port},name={port}"]
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.console = Console(self.process.stdout, folder / f"{name}.console")
        try:
            self.monitor = Monitor(self.path("qmp"))
        except Broken:
            self.cut()
            raise
        self._agent = None

    def path(self, port):
        return self.folder / f"{self.name}.{port}.sock"

    @property
    def agent(self):
        if self._agent is None:
            self._agent = Agent(self.path("agent"))
        return self._agent

    def cut(self):
        """Pull the plug."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
