# SPDX-License-Identifier: GPL-2.0-or-later
"""The real camera process under the real guard: claimed by its page, recording, restarted, reset, hung, broken."""
import http.cookiejar
import json
import os
import pathlib
import random
import signal
import socket
import sqlite3
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request

import harness
from harness import BIN, PATIENCE, board, expect, tree

CAMERA = BIN / "pinhole-camera"
FAST = ("--width", "320", "--height", "180", "--rate", "10")
PORTS = range(18110, 18300)
CLAIMS = []  # a name in the kernel for each port that is in use here


def free_port():
    """A port of this suite's own range that is free now, and this process's until it ends: two of this suite may run at a
    time, and whoever chose a port that the other's camera was still to listen at would have talked to that camera."""
    for port in random.sample(PORTS, len(PORTS)):
        claim = socket.socket(socket.AF_UNIX)
        with socket.socket() as one:
            try:
                claim.bind(f"\0pinhole-test-port-{port}")
                one.bind(("127.0.0.1", port))
            except OSError:
                claim.close()
                continue
        CLAIMS.append(claim)
        return port
    raise harness.Skip(f"no port from {PORTS[0]} to {PORTS[-1]} is free")


class Page:
    """A browser, as far as the API goes."""

    def __init__(self, port):
        self.base = f"http://127.0.0.1:{port}/api/v1"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, method, path, body=None, form=None):
        """(status, JSON); (0, None) while nobody answers."""
        data = json.dumps(body).encode() if body is not None else urllib.parse.urlencode(form).encode() if form else None
        kind = "application/json" if body is not None else "application/x-www-form-urlencoded"
        request = urllib.request.Request(self.base + path, data=data, method=method,
                                         headers={"Content-Type": kind} if data else {})
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"null")
        except OSError:
            return 0, None

    def status(self):
        return self.ask("GET", "/status")[1] or {}


def camera_board(port, **options):
    if not CAMERA.exists():
        raise harness.Skip("pinhole-camera is not built")
    options.setdefault("scale", 5)
    return board(camera=CAMERA, camera_arguments=["--source", "scene", "--listen", f"127.0.0.1:{port}", *FAST], **options)


def claim(one, page):
    one.wait_for(lambda: page.status().get("known") and page.status()["guard"]["connected"], "the page")
    answer = page.ask("POST", "/claim", form={"ssid": "Home", "passphrase": "correct horse", "password": "open sesame 1",
                                              "name": "Front door"})
    expect(answer[0] == 202, f"claim: {answer}")
    one.wait_for(lambda: page.status().get("claimed") and page.status().get("session"), "the claim")


def recorded(one, page):
    """Wait for a finished recording, stop recording, and say what is stored."""
    answer = page.ask("PUT", "/settings", {"location": "Porch", "recording": {"mode": "continuous"}})
    expect(answer[0] == 200, f"settings: {answer}")
    one.wait_for(lambda: page.status()["camera"]["recording"]["state"] == "on", "a recording to begin")
    one.clock(15)
    answer = page.ask("PUT", "/settings", {"recording": {"mode": "off"}, "motion": {"on": False}})
    expect(answer[0] == 200, f"settings: {answer}")
    one.wait_for(lambda: page.status()["camera"]["recording"]["count"] > 0, "a finished recording")
    one.wait_for(lambda: page.status()["camera"]["recording"]["state"] != "on", "the recording to end")


def stored(one):
    """What a restart must not change: the ownership record, the settings, the finished recordings and their index."""
    database = sqlite3.connect(f"file:{one.state}/data/camera.db?mode=ro", uri=True)
    with database:
        tables = {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in ("settings", "recordings")}
    database.close()
    files = {name: digest for name, digest in tree(one.state / "data").items() if name.startswith("recordings/")}
    expect(any(name.endswith(".mp4") for name in files), f"no recording: {files}")
    return one.sectors("vault"), one.sectors("journal"), tables, files


# claimed by the page, something recorded; 3 s restart it, and not a byte of it changes
# then 9 s wipe it, and the old session and password are worth nothing
def test_restart_keeps_and_reset_wipes():
    port = free_port()
    page = Page(port)
    with camera_board(port) as one:
        claim(one, page)
        recorded(one, page)
        before = stored(one)
        boots = one.look()["boots"]
        one.press(3, bounce_ms=5)
        one.wait_boots(boots + 1)
        one.wait_guard(reset="operational", provision="online", owned=True, camera_beats=True)
        one.wait_for(lambda: page.status().get("claimed"), "the page")
        expect(stored(one) == before, "the restart changed something stored")
        key = one.vault()[2]
        status, output, errors = harness.ctl(one, "--json", "recordings")
        expect(status == 0 and len(json.loads(output)) == len(before[2]["recordings"]), f"{output}{errors}")
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup", owned=False, camera_beats=True)
        one.wait_for(lambda: page.status().get("known") and page.status()["guard"]["connected"], "the page")
        state = page.status()
        expect(not state["claimed"] and not state["session"] and "name" not in state, f"{state}")
        expect(one.vault()[2] != key, "the old key")
        left = tree(one.state / "data")
        expect(not [name for name in left if name.endswith((".mp4", ".jpg"))], f"{left}")
        expect(page.ask("POST", "/login", {"password": "open sesame 1"})[0] != 200, "the old password still works")


# a reset from the page asks for the password, takes the same way, and is answered before
# the camera goes down, with the light of any reset; R-075: that the page can do it is told
def test_reset_by_the_page():
    port = free_port()
    page = Page(port)
    with camera_board(port, scale=2) as one:
        claim(one, page)
        expect(page.ask("POST", "/reset", {"password": "wrong one", "confirm": "RESET"})[0] in (401, 403, 422), "no password")
        expect(one.look()["boots"] == 1, "reset without the password")
        expect(page.status()["reset_by"] == ["button", "page"], "what a reset can be asked by is not told")
        answer = page.ask("POST", "/reset", {"password": "open sesame 1", "confirm": "RESET"})
        expect(answer[0] == 202, f"reset: {answer}")
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup", owned=False, camera_beats=True)
        steps = [line.split() for line in one.events.read_text().splitlines() if not line.startswith("#")]
        ordered = next(number for number, step in enumerate(steps) if "1:0" in step[8].split(","))
        expect(harness.LIGHTS[int(steps[ordered][9])] == "working", "the light does not tell of the reset")


# nobody is let in without the password, unless the camera was started to be tried out on this machine
def test_signed_in_to_try_it_out():
    for options, let_in in (((), False), (("--signed-in",), True)):
        port = free_port()
        page = Page(port)
        with board(camera=CAMERA, scale=5, camera_arguments=["--source", "scene", "--listen", f"127.0.0.1:{port}", *FAST,
                                                             *options]) as one:
            claim(one, page)
            other = Page(port)
            expect(other.status()["session"] == let_in, f"{options}: {other.status()}")
            expect((other.ask("GET", "/settings")[0] == 200) == let_in, f"{options}: the settings")


# a camera process that hangs is ended and started again, and the page is back
def test_hung_camera_is_restarted():
    port = free_port()
    page = Page(port)
    with camera_board(port, scale=1) as one:
        one.wait_for(lambda: page.status().get("known"), "the page")
        os.kill(camera_pid(one), signal.SIGSTOP)
        one.wait_for(lambda: one.guard()["camera_restarts"] == 1 and one.guard()["camera_beats"], "the restart")
        one.wait_for(lambda: page.status().get("known"), "the page")
        expect(one.look()["boots"] == 1, "the board restarted")


# a camera process that takes longer to load than a heart may stand still has not hung
def test_slow_start_is_no_hang():
    with board(scale=1, camera_arguments=["--late", "14000"]) as one:
        one.wait_for(lambda: (one.guard() or {}).get("camera_beats"), "the first heartbeat", 40)
        expect(one.guard()["camera_restarts"] == 0, "a camera process was restarted while it started")


def camera_pid(one):
    """The process that the guard started last."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "comm").read_text().strip() != "pinhole-camera":
                continue
            if str(one.state) in (folder / "environ").read_text():
                return int(folder.name)
        except OSError:
            continue
    raise harness.Failure("no camera process")


def stops_with(status, *arguments, prepare=None, word=""):
    """A camera that can never run ends a board that was asked to end with it, with the documented status."""
    if not CAMERA.exists():
        raise harness.Skip("pinhole-camera is not built")
    with tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        command = [str(BIN / "pinhole-board"), "--state", f"{folder}/state", "--stop-with-camera", "--", *arguments]
        if prepare:
            first = subprocess.Popen([*command[:-len(arguments)], "--source", "scene", "--listen", "127.0.0.1:0"],
                                     stderr=subprocess.PIPE, text=True)
            for line in first.stderr:
                if "page is at" in line:
                    break
            first.send_signal(signal.SIGINT)
            first.communicate(timeout=PATIENCE)
            prepare(pathlib.Path(folder) / "state/data")
        result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        expect(result.returncode == status and word in result.stderr, f"{result.returncode}: {result.stderr}")


def test_page_port_in_use():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = taken.getsockname()[1]
        stops_with(5, "--source", "scene", "--listen", f"127.0.0.1:{port}", word=str(port))


# A source that is not there: the owner's page says so, and the button works all the same
def test_missing_source():
    if not CAMERA.exists():
        raise harness.Skip("pinhole-camera is not built")
    port = free_port()
    page = Page(port)
    with board(camera=CAMERA, scale=5,
               camera_arguments=["--source", "/no/such/film.mp4", "--listen", f"127.0.0.1:{port}"]) as one:
        one.wait_said("/no/such/film.mp4")
        claim(one, page)
        one.wait_for(lambda: "/no/such/film.mp4" in page.status().get("camera", {}).get("video", {}).get("error", ""),
                     "the page to say what is wrong")
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup", camera_beats=True)


def test_wrong_camera_option():
    stops_with(2, "--fly", word="--fly")


def newer(data):
    database = sqlite3.connect(data / "camera.db")
    database.execute("PRAGMA user_version = 999")
    database.commit()
    database.close()


def test_database_from_a_newer_version():
    stops_with(7, "--source", "scene", "--listen", "127.0.0.1:0", prepare=newer, word="newer")
