# SPDX-License-Identifier: GPL-2.0-or-later
"""Drives a real pinhole-board, with the real guard, in a temporary state folder of its own."""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", "build"))
BUILD = BUILD if BUILD.is_absolute() else ROOT / BUILD
BIN = BUILD / "bin"
DOUBLE = BUILD / "tests/integration/camera_double"
REPLAY = BUILD / "tests/integration/replay"
WIFI = ROOT / "platform/sim/networks.wifi"
SCALE = 20
PATIENCE = 60  # real seconds: only ever waited for when something is wrong

# spec/*.tsv and core/*.h, by name
LIGHTS = [line.split("\t")[1] for line in (ROOT / "spec/lights.tsv").read_text().splitlines()
          if line and not line.startswith("#")]
REASONS = [line.split("\t")[1] for line in (ROOT / "spec/reasons.tsv").read_text().splitlines()
           if line and not line.startswith("#")]
MESSAGES = {line.split("\t")[1]: int(line.split("\t")[0])
            for line in (ROOT / "spec/messages.tsv").read_text().splitlines() if line and not line.startswith("#")}
RESET = ["starting", "operational", "intending", "restarting", "wiping", "fault"]
PROVISION = ["starting", "setup", "dormant", "trying", "storing", "lingering", "online", "connecting", "lost",
             "owner_setup", "visiting"]


class Failure(AssertionError):
    """A scenario did not go as it must."""


def expect(condition, message):
    if not condition:
        raise Failure(message)


def connect(path):
    """A socket to a path of any length."""
    folder = os.open(os.path.dirname(path), os.O_PATH | os.O_DIRECTORY)
    try:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        link.settimeout(PATIENCE)
        link.connect(f"/proc/self/fd/{folder}/{os.path.basename(path)}")
        return link
    finally:
        os.close(folder)


def record_read(sector):
    """A record's (kind, sequence, payload), by the byte layout that core/journal.h documents; None if it is not good."""
    if len(sector) != 512 or sector[256:] != bytes(byte ^ 0xFF for byte in sector[:256]):
        return None
    magic, kind, version, length, sequence = struct.unpack("<4sBBHQ", sector[:16])
    (crc,) = struct.unpack("<I", sector[252:256])
    if magic != b"PHJ1" or version != 1 or length > 236 or crc != zlib.crc32(sector[:252]):
        return None
    return kind, sequence, sector[16:16 + length]


def named(report):
    """A report of the guard with names for its numbers."""
    return {**report, "light": LIGHTS[report["light"]], "reset": RESET[report["reset"]],
            "provision": PROVISION[report["provision"]]}


class Board:
    """One virtual board. `camera`: the camera's program, the double unless said otherwise."""

    def __init__(self, folder, *arguments, camera=DOUBLE, camera_arguments=(), seed=1, scale=SCALE, wifi=WIFI, bench=0,
                 log="note"):
        self.folder = pathlib.Path(folder)
        self.state = self.folder / "state"
        self.events = self.folder / "events"
        self.control = self.folder / "control"
        if not self.control.exists():
            os.mkfifo(self.control)
        if camera == DOUBLE:
            camera_arguments = ["--control", str(self.control), *camera_arguments]
        # It does not outlive who started it, however that ends.
        self.command = ["setpriv", "--pdeathsig", "TERM", str(BIN / "pinhole-board"), "--state", str(self.state), "--wifi", str(wifi), "--bench", str(bench),
                        "--time-scale", str(scale), "--seed", str(seed), "--log", log, "--event-log", str(self.events),
                        "--camera", str(camera), *map(str, arguments), "--", *map(str, camera_arguments)]
        self.scale = scale
        self.lines = []
        self.process = None
        self.link = None
        self.reports = []  # all that the guard reported
        self.marked = 0    # how many of them before what was done last

    def start(self, ready=True):
        self.process = subprocess.Popen(self.command, stderr=subprocess.PIPE, text=True, errors="replace")
        seen = len(self.lines)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if ready:
            self.wait_for(lambda: any("bench panel" in line for line in self.lines[seen:]), "the board to start")
            self.attach()
        return self

    def attach(self):
        """To the board's socket: one connection for orders, one for what the guard reports."""
        self.link = connect(str(self.state / "run/board.sock"))
        watch = connect(str(self.state / "run/board.sock"))
        watch.settimeout(None)
        watch.send(json.dumps({"do": "watch"}).encode())
        threading.Thread(target=self._watch, args=(watch,), daemon=True).start()

    def _watch(self, link):
        with contextlib.closing(link), contextlib.suppress(OSError):
            while packet := link.recv(65536):
                event = json.loads(packet)
                if event.get("tell") == "guard":
                    self.reports.append(named(event["data"]))

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line.rstrip("\n"))

    def said(self, text):
        return any(text in line for line in list(self.lines))

    def count(self, text):
        return sum(text in line for line in list(self.lines))

    def wait_for(self, condition, what, patience=PATIENCE):
        """Until the condition holds; what it returned."""
        end = time.monotonic() + patience
        while True:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None and not condition():
                raise Failure(f"waiting for {what}: the board ended with {self.process.returncode}\n{self.tail()}")
            if time.monotonic() > end:
                raise Failure(f"waited {patience} s for {what}\n{self.tail()}")
            time.sleep(0.01)

    def wait_said(self, text):
        """Until it has said so: what it says comes later than what it does."""
        self.wait_for(lambda: self.said(text), f"the message: {text}")

    def tail(self):
        return "\n".join("      | " + line for line in self.lines[-25:])

    def ask(self, do, **fields):
        self.link.send(json.dumps({"do": do, **fields}).encode())
        return json.loads(self.link.recv(65536))

    def order(self, do, **fields):
        answer = self.ask(do, **fields)
        expect("error" not in answer, f"{do}: {answer}")
        return answer.get("data")

    def look(self):
        return self.order("state")

    def guard(self):
        """The guard's last report, with names; None while there is none."""
        report = self.look()["guard"]
        return None if report is None else named(report)

    def wait_guard(self, what=None, **wanted):
        def there():
            report = self.guard()
            return report if report and all(report[name] == value for name, value in wanted.items()) else None
        return self.wait_for(there, what or str(wanted))

    def wait_passed(self, what=None, **wanted):
        """Until the guard has reported this since the last thing done, or since what was waited for last; it may be over:
        what lasts for a moment only is not missed, however busy the machine is."""
        def there():
            for number, report in enumerate(self.reports[self.marked:], self.marked):
                if all(report[name] == value for name, value in wanted.items()):
                    self.marked = number
                    return report
            return None
        return self.wait_for(there, what or str(wanted))

    def wait_boots(self, boots):
        self.wait_for(lambda: self.look()["boots"] >= boots, f"start {boots}")

    def clock(self, seconds):
        """Let so many seconds of the board's clock pass."""
        end = self.look()["time_ns"] + int(seconds * 1e9)
        self.wait_for(lambda: self.look()["time_ns"] >= end, f"{seconds} s")

    def press(self, seconds, bounce_ms=0, bounces=6):
        self.marked = len(self.reports)
        self.order("press", ms=int(seconds * 1000), bounce_ms=bounce_ms, bounces=bounces)

    def press_and_wait(self, seconds, **bounce):
        self.press(seconds, **bounce)
        self.clock(seconds + 0.2)

    def claim(self, name="Home", password="correct horse", security=3):
        self.control_line(f"claim|{name}|{password}|{security}")

    def control_line(self, line):
        self.marked = len(self.reports)
        descriptor = os.open(self.control, os.O_RDWR | os.O_NONBLOCK)
        os.write(descriptor, line.encode() + b"\n")
        os.close(descriptor)

    def setup_ready(self):
        self.wait_guard(reset="operational", provision="setup", camera_beats=True)

    def claimed(self, **claim):
        """A camera with an owner, at home. Where the board was kept from running for so long that its radio came too late
        for the guard, the claim has failed, and is made again."""
        def joined_or_not():
            report = self.guard()
            return report if report and (report["owned"] or report["provision"] == "setup") else None
        for _ in range(4):
            self.setup_ready()
            self.claim(**claim)
            self.wait_passed("the guard to try the network", provision="trying")
            if self.wait_for(joined_or_not, "the claim")["owned"]:
                break
        self.wait_guard(owned=True, reset="operational")
        self.wait_for(lambda: self.look()["wifi"]["station"] == "joined", "the home network")

    def vault(self):
        """The newer good record of each kind: {kind: payload}."""
        return newest(self.state / "vault")

    def sectors(self, name):
        return (self.state / name).read_bytes()

    def owner(self):
        """The stored ownership record's payload; the owner of none is all zeros but lengths."""
        return self.vault().get(3)

    def stop(self, status=0):
        """Ctrl-C; the board must end in good order."""
        if self.link:
            self.link.close()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Failure(f"the board did not stop\n{self.tail()}") from None
        self.reader.join(PATIENCE)
        self.process.stderr.close()
        expect(self.process.returncode == status, f"the board ended with {self.process.returncode}\n{self.tail()}")

    def end(self):
        if self.process and self.process.poll() is None:
            with contextlib.suppress(Failure):
                self.stop()
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


def newest(path):
    found = {}
    data = path.read_bytes()
    for offset in range(0, len(data), 512):
        record = record_read(data[offset:offset + 512])
        if record and (record[0] not in found or record[1] > found[record[0]][1]):
            found[record[0]] = record
    return {kind: record[2] for kind, record in found.items()}


def tree(folder):
    """Everything in a folder: path -> digest, links by what they say."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = "link " + os.readlink(path)
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder"
    return found


def furnish(board):
    """The owner's things in the data folder, as a camera would leave them."""
    data = board.state / "data"
    (data / "recordings/2026").mkdir(parents=True, exist_ok=True)
    (data / "recordings/2026/a.mp4").write_bytes(os.urandom(3000))
    (data / "recordings/b.mp4").write_bytes(os.urandom(100))
    (data / "camera.db").write_bytes(b"settings")
    return tree(data)


@contextlib.contextmanager
def board(*arguments, **options):
    """A board in a new temporary folder; its event log is replayed through the core at the end."""
    ready = options.pop("ready", True)
    folder = tempfile.mkdtemp(prefix="pinhole-integration-")
    one = Board(folder, *arguments, **options)
    try:
        one.start(ready)
        yield one
        if one.process.poll() is None:
            one.stop()
        replay(one)
    finally:
        one.end()
        shutil.rmtree(folder, ignore_errors=True)


def replay(one):
    """What the guard logged must be what the core says to the same events."""
    if not one.events.exists():
        return
    result = subprocess.run([str(REPLAY), str(one.events)], capture_output=True, text=True, check=False)
    expect(result.returncode == 0, result.stdout)


def http(port, path, body=None, headers=None, method=None):
    """(status, headers, JSON or text) of a request to the bench panel."""
    data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=data, method=method,
                                     headers={"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            status, fields, text = answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        status, fields, text = error.code, dict(error.headers), error.read()
    try:
        return status, fields, json.loads(text)
    except ValueError:
        return status, fields, text.decode(errors="replace")


def ctl(one, *words):
    """Run pinholectl; (status, output, errors)."""
    result = subprocess.run([str(BIN / "pinholectl"), "--state", str(one.state), *words], capture_output=True, text=True,
                            timeout=PATIENCE, check=False)
    return result.returncode, result.stdout, result.stderr
