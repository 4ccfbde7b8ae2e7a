# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wrong from outside: a clear message, the documented exit status, and nothing lost."""
import os
import pathlib
import re
import signal
import socket
import struct
import subprocess
import tempfile

import harness
from harness import (BIN, DOUBLE, MESSAGES, PATIENCE, REASONS, WIFI, board, connect, ctl, expect, furnish, tree)


def run_board(state, *arguments, seconds=PATIENCE):
    """A board that is expected to end by itself: (status, errors)."""
    result = subprocess.run([str(BIN / "pinhole-board"), "--state", str(state), "--camera", str(DOUBLE), *arguments],
                            capture_output=True, text=True, timeout=seconds, check=False)
    return result.returncode, result.stderr


VERSION = int(re.search(r"#define MESSAGE_VERSION (\d+)", (pathlib.Path(__file__).parents[2] / "core/message.h").read_text())[1])


def hello(role, version=VERSION):
    return struct.pack("<BHB", MESSAGES["hello"], version, role)


def reply_to(link):
    """(request, reason) of the reply that is next."""
    packet = link.recv(512)
    expect(len(packet) == 3 and packet[0] == MESSAGES["reply"], f"not a reply: {packet!r}")
    names = {number: name for name, number in MESSAGES.items()}
    return names.get(packet[1], packet[1]), REASONS[packet[2]]


def test_second_instance():
    with board() as one:
        one.setup_ready()
        status, errors = run_board(one.state)
        expect(status == 3 and "another board" in errors, f"{status}: {errors}")
        expect(one.guard()["reset"] == "operational", "the first one suffered")


def test_foreign_state_folder():
    with tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        (pathlib.Path(folder) / "thesis.txt").write_text("years of work")
        status, errors = run_board(folder)
        expect(status == 4 and folder in errors and "not a Pinhole" in errors, f"{status}: {errors}")
        expect(tree(folder).keys() == {"thesis.txt"}, "something was touched")


def test_state_folder_that_cannot_be_made():
    status, errors = run_board("/proc/no/such")
    expect(status == 4 and "/proc/no" in errors, f"{status}: {errors}")
    with tempfile.NamedTemporaryFile() as file:
        status, errors = run_board(file.name)
        expect(status == 4 and file.name in errors, f"{status}: {errors}")


# STATE/data that the guard did not make: a fault, told by the light; no file of it is touched
def test_foreign_data_folder():
    with tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        with board() as one:
            one.setup_ready()
            one.stop()
            for path in (one.state / "data").iterdir():
                path.unlink()
            (one.state / "data/thesis.txt").write_text("years of work")
            one.start()
            one.wait_guard(light="fault", reset="fault")
            one.wait_said("is not marked as Pinhole's")
            boots = one.look()["boots"]
            one.press(9)
            one.wait_boots(boots + 1)
            one.wait_guard(light="fault", reset="fault")
            one.wait_said("move it away")
            expect((one.state / "data/thesis.txt").read_text() == "years of work", "a foreign file was touched")
        expect(not os.listdir(folder), "")


# A link in place of the data folder is not followed
def test_data_folder_that_is_a_link():
    with board() as one:
        one.setup_ready()
        one.stop()
        outside = one.folder / "outside"
        os.rename(one.state / "data", outside)
        os.symlink(outside, one.state / "data")
        (outside / "precious").write_text("not the camera's")
        one.start()
        one.wait_guard(light="fault", reset="fault")
        boots = one.look()["boots"]
        one.press(9)
        one.wait_boots(boots + 1)
        one.wait_guard(light="fault", reset="fault")
        expect((outside / "precious").exists(), "the wipe went through a link")


def locked(damage, what):
    """A record that cannot be read: a fault light, the data kept; only a full hold leaves it (R-017, R-042)."""
    with board() as one:
        one.claimed()
        data = furnish(one)
        one.stop()
        damage(one.state)
        one.start()
        one.wait_guard(what, light="fault", reset="fault")
        expect(tree(one.state / "data") == data, f"{what}: the data was touched")
        expect(not one.look()["wifi"]["setup_up"], f"{what}: the setup network is open")
        boots = one.look()["boots"]
        one.press(3)
        one.wait_boots(boots + 1)
        one.wait_guard(what, light="fault", reset="fault")
        expect(tree(one.state / "data") == data, f"{what}: a restart touched the data")
        one.press(9)
        one.wait_guard(reset="operational", provision="setup", owned=False)
        expect(set(tree(one.state / "data")) <= {".pinhole"}, f"{what}: the full hold left something")


def test_truncated_journal():
    locked(lambda state: os.truncate(state / "journal", 100), "a truncated journal")


def test_empty_journal():
    locked(lambda state: os.truncate(state / "journal", 0), "an empty journal")


def test_garbage_in_the_vault():
    locked(lambda state: (state / "vault").write_bytes(os.urandom(2048)), "garbage in the vault")


def test_missing_journal():
    locked(lambda state: (state / "journal").unlink(), "a missing journal")


# One copy damaged: the good one counts, and is copied over the bad one
def test_one_bad_copy_is_repaired():
    with board() as one:
        one.claimed()
        one.stop()
        whole = one.sectors("vault")
        for sector in range(4):
            damaged = bytearray(whole)
            damaged[sector * 512 + 40] ^= 1
            (one.state / "vault").write_bytes(damaged)
            one.start()
            one.wait_guard(owned=True, reset="operational")
            one.wait_for(lambda: one.sectors("vault") == whole, f"sector {sector} to be repaired")
            one.stop()


# A disk that only reports errors: a fault told by the light, nothing wiped half
def test_failing_disk():
    with board() as one:
        one.claimed()
        data = furnish(one)
        one.order("disk-fail", on=True)
        boots = one.look()["boots"]
        one.press(9)
        one.wait_guard(light="fault", reset="fault")
        expect(tree(one.state / "data") == data, "the data was touched")
        expect(one.look()["boots"] == boots, "the board restarted")
        one.order("disk-fail", on=False)
        one.press(9)
        one.wait_guard(reset="operational", provision="setup", owned=False)


# The guard's socket: garbage, a wrong first message, a camera that is none, requests above one's role
def test_guard_socket_garbage():
    with board() as one:
        one.setup_ready()
        path = str(one.state / "run/guard.sock")
        for packet in (b"\x00", b"\xff" * 600, b"GET / HTTP/1.1\r\n\r\n", hello(2) + b"x", bytes([MESSAGES["hello"]]),
                       os.urandom(200)):
            with connect(path) as link:
                link.send(packet)
                expect(reply_to(link)[1] == "malformed", f"{packet[:20]!r}")
                expect(link.recv(512) == b"", "the connection still stands")
        with connect(path) as link:
            link.send(bytes([MESSAGES["restart"]]))
            expect(reply_to(link) == ("restart", "malformed"), "a request before HELLO")
            expect(link.recv(512) == b"", "the connection still stands")
        with connect(path) as link:
            link.send(hello(2, version=99))
            expect(reply_to(link)[1] == "malformed", "another version")
        expect(one.guard()["reset"] == "operational" and one.look()["boots"] == 1, "the guard suffered")


def test_wrong_peer():
    with board() as one:
        one.claimed()
        path = str(one.state / "run/guard.sock")
        before = one.sectors("vault")
        with connect(path) as link:
            link.send(hello(1))
            expect(reply_to(link) == ("hello", "not_permitted"), "anybody may be the camera")
        with connect(path) as link:
            link.send(hello(2))
            expect(reply_to(link) == ("hello", "none"), "a tool may say hello")
            for name in ("reset", "get_owner", "phone_seen"):
                link.send(bytes([MESSAGES[name]]))
                expect(reply_to(link) == (name, "not_permitted"), f"a tool may {name}")
            link.send(struct.pack("<BI", MESSAGES["heartbeat"], 1))
            expect(reply_to(link) == ("heartbeat", "not_permitted"), "a tool may send heartbeats")
        expect(one.sectors("vault") == before and one.look()["boots"] == 1, "something happened")


# Peers that do not read, and more of them than there is room for
def test_many_peers():
    with board() as one:
        one.setup_ready()
        path = str(one.state / "run/guard.sock")
        links = []
        for _ in range(40):
            link = connect(path)
            links.append(link)
            link.setblocking(False)
            try:
                for _ in range(3000):
                    link.send(hello(2) if not link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) else b"")
            except OSError:
                pass
        key = one.vault()[2]
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup")
        expect(one.vault()[2] != key, "not wiped")
        for link in links:
            link.close()


# The board's socket: each wrong thing is answered by an error that says what is expected
def test_board_socket_garbage():
    with board() as one:
        one.setup_ready()
        for packet, code in ((b"\xff\xfe", "malformed"), (b"[1]", "malformed"), (b"{}", "bad_request"),
                             (b'{"do":"fly"}', "unknown"), (b'{"do":"press"}', "bad_request"),
                             (b'{"do":"press","ms":-1}', "bad_request"), (b'{"do":"press","ms":1e99}', "bad_request"),
                             (b'{"do":"press","ms":10,"bounce_ms":50}', "bad_request"),
                             (b'{"do":"wifi","name":"Home"}', "bad_request"),
                             (b'{"do":"wifi","name":"Nowhere","up":true}', "not_found"),
                             (b'{"do":"guard"}', "not_permitted"), (b'{"do":"restart","cause":3}', "unknown"),
                             (b'{"do":"x","do":"y"}', "malformed")):
            with connect(str(one.state / "run/board.sock")) as link:
                link.send(packet)
                answer = link.recv(65536).decode()
                expect(f'"code":"{code}"' in answer and '"message":"' in answer, f"{packet!r}: {answer}")
        expect(one.look()["boots"] == 1, "the board restarted")


def test_command_lines():
    for arguments, word in ((["--wifi", "/no/such"], "/no/such"), (["--time-scale", "0"], "--time-scale"),
                            (["--bench", "70000"], "--bench"), (["--seed", "x"], "--seed"), (["--fly"], "--fly"),
                            (["--log", "loud"], "--log"), (["stray"], "stray"), (["--bench"], "--bench")):
        status, errors = run_board("/tmp/never-made", *arguments)
        expect(status == 2 and word in errors, f"{arguments}: {status}: {errors}")
        expect(not os.path.exists("/tmp/never-made"), "a folder was made")
    result = subprocess.run([str(BIN / "pinhole-board"), "--help"], capture_output=True, text=True, check=False)
    expect(result.returncode == 0 and "--state" in result.stdout, "--help")
    with tempfile.NamedTemporaryFile("w", suffix=".wifi") as file:
        for line, word in (("network", "name"), ('network "x', "name"), ("network x signal 200", "signal"),
                           ("network x security wpa2", "password"), ("network x channel 20", "channel"),
                           ("radio 6", "radio"), ("fly", "radio or network"), ("network hex:zz", "hex"),
                           ("network " + "x" * 33, "32 bytes"), ("network x dhcp maybe", "dhcp")):
            file.seek(0)
            file.truncate()
            file.write("# a comment\n" + line + "\n")
            file.flush()
            status, errors = run_board("/tmp/never-made", "--wifi", file.name)
            expect(status == 2 and f"{file.name}:2:" in errors and word in errors, f"{line}: {status}: {errors}")


def test_guard_by_itself():
    with tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        result = subprocess.run([str(BIN / "pinhole-guard"), "--state", folder, "--camera", str(DOUBLE)],
                                capture_output=True, text=True, timeout=PATIENCE, check=False)
        expect(result.returncode == 8 and "start pinhole-board" in result.stderr, result.stderr)


def test_bench_port_in_use():
    with socket.socket() as taken, tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, errors = run_board(folder, "--bench", str(port))
        expect(status == 5 and str(port) in errors, f"{status}: {errors}")


# A guard that dies is restarted by the watchdog; one that dies again and again ends the board, with a message
def test_guard_that_dies():
    with board() as one:
        one.claimed()
        before = one.sectors("vault")
        pids = one.process.pid
        for kill in range(5):
            boots = one.look()["boots"]
            os.kill(guard_pid(pids), signal.SIGKILL)
            one.wait_boots(boots + 1)
            one.wait_guard(reset="operational", owned=True)
            expect(one.look()["cause"] == "watchdog", f"kill {kill}: the cause is not the watchdog")
        os.kill(guard_pid(pids), signal.SIGKILL)
        one.process.wait(PATIENCE)
        one.reader.join(PATIENCE)
        expect(one.process.returncode == 1 and one.said("within a minute"), one.tail())
        expect(one.sectors("vault") == before, "the vault changed")


def guard_pid(board_pid):
    children = pathlib.Path(f"/proc/{board_pid}/task/{board_pid}/children").read_text().split()
    for child in children:
        if pathlib.Path(f"/proc/{child}/comm").read_text().strip() == "pinhole-guard":
            return int(child)
    raise AssertionError("no guard runs")


# The camera as a user of its own: it works, and it can write in the data folder but not take the guard's marker away
def test_camera_user():
    if os.geteuid() != 0:
        raise harness.Skip("needs root")
    with board("--camera-user", "nobody", camera_arguments=["--record"], ready=False) as one:
        os.chmod(one.folder, 0o755)
        one.wait_said("bench panel")
        one.attach()
        os.chmod(one.control, 0o666)
        one.wait_guard(reset="operational", provision="setup", camera_beats=True)
        recording = one.state / "data/recordings.bin"
        one.wait_for(recording.exists, "the camera's file")
        expect(recording.stat().st_uid != 0, "the camera runs as root")
        data = (one.state / "data").stat()
        expect(data.st_uid == 0 and data.st_mode & 0o1777 == 0o1770, f"{oct(data.st_mode)}")
        key = one.vault()[2]
        one.press(9)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup", camera_beats=True)
        expect(one.vault()[2] != key and recording.stat().st_size == 8, "not wiped")


# Ctrl-C with a camera process that does not listen: it is ended by force, and the board still ends in good order
def test_stop_with_a_deaf_camera():
    with board(camera_arguments=["--deaf"]) as one:
        one.setup_ready()
        one.stop()
        expect(one.said("is ended by force"), one.tail())


# Ctrl-C while the disk stalls at boot: what has begun ends, and nothing else begins
def test_stop_while_the_disk_stalls():
    with board() as one:
        one.setup_ready()
        greeted = one.count("reply hello")
        one.order("disk-stall", ms=30000)
        one.order("power-cut", off_ms=100)
        one.wait_guard(reset="starting")
        one.stop()
        expect(one.count("reply hello") == greeted, "a camera process was started while stopping")


# A guard that hangs is ended by the watchdog
def test_guard_that_hangs():
    with board() as one:
        one.setup_ready()
        boots = one.look()["boots"]
        os.kill(guard_pid(one.process.pid), signal.SIGSTOP)
        one.wait_boots(boots + 1)
        expect(one.look()["cause"] == "watchdog", "the cause is not the watchdog")
        one.setup_ready()


def test_ctl_errors():
    with tempfile.TemporaryDirectory(prefix="pinhole-integration-") as folder:
        for words, status, text in ((["status"], 8, "--state"), (["press", "9s"], 8, "--state"), ([], 2, "command"),
                                    (["fly"], 2, "fly"), (["press"], 2, "9s"), (["press", "soon"], 2, "soon"),
                                    (["press", "-1"], 2, "-1"), (["wifi", "sideways"], 2, "sideways"),
                                    (["--bounce", "x", "press", "1s"], 2, "--bounce")):
            result = subprocess.run([str(BIN / "pinholectl"), "--state", folder, *words], capture_output=True, text=True,
                                    timeout=PATIENCE, check=False)
            expect(result.returncode == status and text in result.stderr, f"{words}: {result.returncode}: {result.stderr}")
    with board() as one:
        one.setup_ready()
        status, _, errors = ctl(one, "wifi", "up", "Nowhere")
        expect(status == 9 and "no network has this name" in errors, f"{status}: {errors}")
        status, output, errors = ctl(one, "--json", "recordings")
        expect((status, output) == (0, "[]\n"), f"{status}: {output}{errors}")
        (one.state / "data/camera.db").write_text("this is not a database, however long one looks at it" * 100)
        status, _, errors = ctl(one, "recordings")
        expect(status == 10 and "camera.db" in errors, f"{status}: {errors}")


# a board without any Wi-Fi around: a claim comes back, and the button resets as anywhere
def test_no_wifi_around():
    with tempfile.NamedTemporaryFile("w", suffix=".wifi") as file, board(wifi=file.name) as one:
        one.setup_ready()
        one.claim()
        one.wait_passed(provision="trying")
        one.wait_passed(provision="setup")
        boots = one.look()["boots"]
        one.press(9)
        one.wait_boots(boots + 1)
        one.wait_for(lambda: one.look()["cause"] == "reset", "the restart into the wipe")
        one.wait_guard(reset="operational", provision="setup")
        expect(WIFI.exists(), "")
