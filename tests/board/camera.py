# SPDX-License-Identifier: GPL-2.0-or-later
"""The camera's machine: the image, with a button and a light that the bench holds in its hands."""
import shutil
import time

import archive
from events import step_of
from machine import SLOWEST, Broken, Machine, Pins

BUTTON, LIGHT = 4, 5
BOOT = r"\] Linux version|Booting Linux"


class Camera(Machine):
    """The camera, running on a disk that outlives it."""

    def __init__(self, folder, files, disk, held=False, append="", log=False, extra=None):
        """held: the button is down when the power comes. log: every write is logged beside the disk, to be read once the
        machine was switched off. extra: files that the initial archive has beside its own, or in their place."""
        paused = ["-S"] if held else []
        drive = ["-drive", f"file={disk},format=raw,if=none,id=disk"]
        if log:
            (folder / "camera.log").touch()
            drive = ["-blockdev", "driver=blklogwrites,node-name=disk,log-sector-size=512,"
                     f"file.driver=file,file.filename={disk},log.driver=file,log.filename={folder}/camera.log"]
        super().__init__(folder, "camera", [
            "-kernel", str(files.kernel), "-initrd", str(self._initrd(folder, files.camera_initrd, extra)), "-dtb", str(files.device_tree), *paused,
            *drive, "-device", "virtio-blk-pci,drive=disk", "-device", "i6300esb", "-action", "watchdog=reset",
            "-qtest", f"unix:{folder}/camera.pins.sock,server=on,wait=off", "-qtest-log", "/dev/null"], append)
        self.disk, self.held = disk, held
        controller = next(f"/machine/unattached/{each['name']}" for each in self.monitor.ask("qom-list", path="/machine/unattached")
                          if each["type"] == "child<pl061>")
        self.pins = Pins(folder / "camera.pins.sock", controller)
        self.monitor.on_reset = self._was_reset
        if held:
            self.pins.set(BUTTON, True)
            self.monitor.ask("cont")

    @staticmethod
    def _initrd(folder, path, extra):
        """The initial archive, with other files after it, which count."""
        if not extra:
            return path
        own = folder / "camera.cpio"
        shutil.copyfile(path, own)
        with open(own, "ab") as file:
            cpio = archive.Archive(file)
            for name, data in extra.items():
                cpio.file(name, data, 0o644)
            cpio.end()
        return own

    def _was_reset(self):
        """The lines lose their levels with a reset; a finger does not."""
        self._agent = None
        self.pins.set(BUTTON, False)
        if self.held:
            self.pins.set(BUTTON, True)

    def switch_off(self):
        """End QEMU in an orderly way, with its log of writes whole."""
        try:
            self.monitor.ask("quit")
        except Broken:
            pass  # it may be gone before it answers
        self.process.wait(60)

    # --- the button ---

    def press(self):
        self.held = True
        self.pins.set(BUTTON, True)

    def release(self):
        self.held = False
        self.pins.set(BUTTON, False)

    def hold(self, seconds):
        """Press for so long."""
        self.press()
        time.sleep(seconds)
        self.release()

    def bounce(self, level, times=8, gap=0.002):
        """The contact changes to a level as a worn one does."""
        for _ in range(times):
            self.pins.set(BUTTON, level)
            time.sleep(gap)
            self.pins.set(BUTTON, not level)
            time.sleep(gap)
        self.held = level
        self.pins.set(BUTTON, level)

    # --- what the guard's core did ---

    def steps(self, since=0):
        """All steps that the console showed from a mark on."""
        found, boot = [], 0
        for index, (moment, line) in enumerate(list(self.console.lines)):
            boot += "] Linux version" in line
            step = step_of(line, boot - 1, moment) if index >= since else None
            if step:
                found.append(step)
        return found

    def wait_step(self, what, wanted, since=0, seconds=SLOWEST):
        """Wait for a step of which `wanted(step)` holds; `what` says it in words."""
        end = time.monotonic() + seconds
        seen = since
        while True:
            with self.console.changed:
                for moment, line in self.console.lines[seen:]:
                    step = step_of(line, self.boots() - 1, moment)
                    if step and wanted(step):
                        return step
                seen = len(self.console.lines)
                left = end - time.monotonic()
                if left <= 0 or self.console.ended:
                    last = [f"{step.event}({step.argument}) -> {step.commands} {step.light}" for step in self.steps(since)[-6:]]
                    why = "the machine is off" if self.console.ended else f"not within {seconds:.0f} s"
                    raise Broken(f"no step where {what}: {why}; the last: {'; '.join(last)}")
                self.console.changed.wait(min(left, 1))

    def wait_event(self, event, since=0, seconds=SLOWEST):
        return self.wait_step(f"the event is {event}", lambda step: step.event == event, since, seconds)

    def wait_command(self, command, since=0, seconds=SLOWEST):
        return self.wait_step(f"{command} is ordered", lambda step: step.ordered(command), since, seconds)

    def wait_light(self, light, since=0, seconds=SLOWEST):
        return self.wait_step(f"the light is {light}", lambda step: step.light == light, since, seconds)

    def mac(self):
        """The radio's address."""
        return self.agent.text("cat /sys/class/net/wlan0/address")

    def boots(self):
        """How often the kernel has started."""
        return sum("] Linux version" in line for _, line in self.console.lines)

    def wait_boot(self, count, seconds=SLOWEST):
        """Wait for the guard of the count-th start to take its first step; returns that step."""
        return self.wait_step(f"start {count} is told to the core",
                              lambda step: step.event == "boot" and self.boots() >= count, 0, seconds)

    # --- the light ---

    def light_edges(self, since):
        """(moment, level) of the light's line."""
        return [(moment, level) for moment, line, level in self.pins.edges if line == LIGHT and moment >= since]
