# SPDX-License-Identifier: GPL-2.0-or-later
"""What a scenario has at hand: one camera, one home, the air between them, and checks that say what was expected."""
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
IMAGE = HERE.parents[1] / "platform/linux/image"
sys.path.insert(0, str(IMAGE))
# pylint: disable=wrong-import-position
import disk  # noqa: E402
from air import Air
from camera import Camera
from home import Home, Network
from machine import SLOWEST, Broken

LABEL_SECRET = "bench-label-secret"
SERIAL = "BENCH0000001"
OWNER_PASSWORD = "owner's own password"
CAMERA_NAME = "Marker Porch Camera"
CAMERA_ADDRESS = "192.168.93.1"


class Files:
    """What `make board-files` builds."""

    def __init__(self, build):
        image, board = build / "image", build / "board"
        self.kernel, self.device_tree = image / "vmlinuz", image / "virt.dtb"
        self.disk, self.home, self.camera_initrd = board / "camera.img", board / "home.cpio", board / "camera.cpio"
        self.initrd, self.root = image / "initrd.cpio", image / "root.squashfs"
        for path in (self.kernel, self.device_tree, self.disk, self.home, self.camera_initrd):
            if not path.exists():
                raise Broken(f"{path} is missing: make board-files")


def check(holds, what):
    """A scenario's own expectation."""
    if not holds:
        raise Broken(what)


def check_between(value, least, most, what):
    check(least <= value <= most, f"{what}: {value:.3f}, expected {least} to {most}")


class Bench:
    """Made for one run; machines live as long as scenarios want them. `home` stays up between scenarios."""

    def __init__(self, files, folder):
        self.files, self.base = files, folder
        self.folder = folder
        self.camera = self.air = self._home = None
        self.figures = []
        self.claimed_disk = None

    # --- for the runner ---

    def begin(self, name):
        self.folder = self.base / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.air = Air(self.folder / "air.pcap")
        self.figures = []
        if self._home:
            self._home.console.file = open(self.folder / "home.console", "a", encoding="utf-8")
            self.air.join(self._home.path("air"))

    def end(self, keep):
        """After a scenario; what it left is kept where it failed."""
        if self.camera:
            if keep:
                self._keep_light()
            self.camera.cut()
        self.camera = None
        if keep and self._home:  # it may be in any state
            self._home.cut()
            self._home = None
        self.air.close()
        if not keep:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _keep_light(self):
        start = self.camera.started
        lines = [f"{moment - start:.4f}\tline {line}\t{'on' if level else 'off'}\n" for moment, line, level in self.camera.pins.edges]
        (self.folder / "light.tsv").write_text("".join(lines))

    def close(self):
        if self.camera:
            self.camera.cut()
        if self._home:
            self._home.cut()
        shutil.rmtree(self.base / "machines", ignore_errors=True)

    # --- for scenarios ---

    def figure(self, name, value, unit="s"):
        """A number for the results table."""
        self.figures.append(f"{name} {value:.2f} {unit}" if isinstance(value, float) else f"{name} {value} {unit}")

    @property
    def home(self):
        if self._home is None:
            self._home = Home(self.base / "machines", self.files)
            self.air.join(self._home.path("air"))
            self._home.wait_ready()
        return self._home

    def copy_disk(self, source=None):
        """A disk of its own for the scenario: as from the factory, or a copy of another."""
        path = self.folder / "camera.img"
        if source != path:
            subprocess.run(["cp", "--sparse=always", "--reflink=auto", str(source or self.files.disk), str(path)], check=True)
        return path

    def start(self, source=None, board=None, environment=None, **options):
        """Switch a camera on. Without a disk to copy it is as from the factory. board: lines of its board's file that are
        not as the image has them; environment: of its guard."""
        extra = board_extra(board, environment)
        self.camera = Camera(self.folder, self.files, self.copy_disk(source), extra=extra, **options)
        self.air.join(self.camera.path("air"))
        return self.camera

    def restart(self, **options):
        """Pull the plug, and plug in again."""
        self.camera.cut()
        return self.start(self.camera.disk, **options)

    def wiped_camera(self, **options):
        """A camera as from the factory that has had its first start: it waits for a phone."""
        camera = self.start(**options)
        camera.wait_command("open_setup_network")
        return camera

    def claim_form(self, network, **changes):
        form = {"password": OWNER_PASSWORD, "name": CAMERA_NAME, "ssid": network.ssid.decode("utf-8", "surrogateescape"),
                "passphrase": network.passphrase if network.security != "open" else ""}
        if network.hidden:
            form["hidden"] = "1"
        form.update(changes)
        return form

    def phone_joins_setup(self, phone=None, seconds=90):
        """The phone joins the camera's setup network. Returns the network's name."""
        phone = phone or self.home.phone
        phone.leave()
        ssid = phone.wait_hears(b"Pinhole_Camera_", seconds)
        phone.join(ssid, LABEL_SECRET)
        phone.take_address()
        return ssid

    @staticmethod
    def wait_page(phone, page=f"http://{CAMERA_ADDRESS}", seconds=SLOWEST):
        """Wait for the camera's page, on the setup network where no other is named: its process may still be starting.
        Returns the status."""
        end = time.monotonic() + seconds
        while True:
            try:
                return phone.ask("GET", f"{page}/api/v1/status")[1]
            except Broken:
                if time.monotonic() > end:
                    raise
                time.sleep(1)

    def claim(self, network, phone=None, **changes):
        """Send the claim from the phone on the setup network."""
        phone = phone or self.home.phone
        self.wait_page(phone)
        return phone.ask("POST", f"http://{CAMERA_ADDRESS}/api/v1/claim", form=self.claim_form(network, **changes))

    def set_up(self, network=None):
        """The whole setup with a router of its own. Returns the camera, online."""
        network = network or Network()
        self.home.router.start(network)
        camera = self.wiped_camera()
        self.phone_joins_setup()
        status, answer = self.claim(network)
        check(status == 202, f"the claim is answered {status}: {answer}")
        camera.wait_step("the owner is stored", lambda step: step.event == "store_done" and step.argument == 9)
        return camera

    def camera_address(self):
        """The camera's address on the home network, as the router gave it."""
        leases = self.home.agent.text("cat /tmp/leases")
        for line in leases.splitlines():
            words = line.split()
            if words[1] in (self.camera.mac(), self.camera.mac().replace("02:", "42:", 1)):
                return words[2]
        raise Broken(f"the router gave the camera no address: {leases}")

    def signed_in(self, address, network=None):
        """The phone on the home network, logged in as the owner."""
        network, phone = network or Network(), self.home.phone
        phone.join(network.ssid, network.passphrase)
        phone.take_address()
        self.wait_page(phone, f"https://{address}")
        status, answer = phone.ask("POST", f"https://{address}/api/v1/login", body={"password": OWNER_PASSWORD})
        check(status == 200, f"the owner's login is answered {status}: {answer}")
        return phone

    def memory_used(self):
        """Megabytes in use in the camera's machine, caches aside."""
        lines = dict(line.split(":") for line in self.camera.agent.text("cat /proc/meminfo").splitlines())
        return (int(lines["MemTotal"].split()[0]) - int(lines["MemAvailable"].split()[0])) // 1024

    @staticmethod
    def disk_write(path, part, place, data):
        """Write into a partition of a disk that is switched off."""
        begin = disk.read(path)[part].first * disk.SECTOR
        with open(path, "r+b") as file:
            file.seek(begin + place)
            file.write(data)

    def vault(self):
        """The vault's partition, from the raw disk."""
        place = disk.read(self.camera.disk)["pinhole-vault"]
        with open(self.camera.disk, "rb") as file:
            file.seek(place.first * disk.SECTOR)
            return file.read(place.mebibytes << 20)

    def claimed(self):
        """The disk of a camera that has an owner; set up once a run."""
        if self.claimed_disk is None:
            camera = self.set_up()
            camera.wait_light("online")
            time.sleep(3)
            camera.cut()
            self.claimed_disk = self.base / "claimed.img"
            shutil.move(camera.disk, self.claimed_disk)
        self.home.router.start(Network())
        return self.claimed_disk

    def claimed_camera(self):
        """A camera that has an owner and is online."""
        camera = self.start(self.claimed())
        camera.wait_step("the home network is joined", lambda step: step.event in ("join_succeeded", "link_restored"))
        return camera


def board_extra(board, environment):
    """What the initial archive has beside its own for a guard with other lines in its board's file, or with an
    environment."""
    variables = dict(environment or {})
    extra = {}
    if board:
        text = (IMAGE / "root/etc/pinhole/board.conf").read_text()
        for key, value in board.items():
            text = re.sub(rf"^{key} =.*\n", "", text, flags=re.MULTILINE) + f"{key} = {value}\n"
        extra["extra/board.conf"] = text.encode()
        variables["PINHOLE_BOARD"] = "/extra/board.conf"
    if variables:
        words = ["/usr/bin/busybox", "env", *(f"{name}={value}" for name, value in variables.items())]
        extra["extra/guard"] = ("\n".join(words) + "\n").encode() + (HERE / "extra.guard").read_bytes()
    return extra


def strings_in(path, words):
    """Which of these byte strings lie anywhere on a disk behind its root."""
    found, longest = set(), max(map(len, words))
    with open(path, "rb") as file:
        file.seek(disk.read(path)["pinhole-factory"].first * disk.SECTOR)
        tail = b""
        while block := file.read(1 << 24):
            data = tail + block
            found |= {word for word in words if word in data}
            tail = data[-longest:]
    return found


def build_folder(argument):
    return pathlib.Path(argument).resolve()
