# SPDX-License-Identifier: GPL-2.0-or-later
"""The air between the machines: carries the frames that tests/board/airbridge.c hands out, and writes them to a pcap."""
import selectors
import socket
import struct
import threading
import time

PCAP = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 105)  # LINKTYPE_IEEE802_11
FRAME_MAX = 4000
HEADING = struct.Struct("<IIi")  # length, MHz, dBm
SIGNAL = -50  # dBm, where nothing else is said


class Air:
    """Runs in a thread of its own until closed. `lossy` is asked about each frame and returns whether it is lost; `signal` is
    how strong frames arrive at the other machine, in dBm."""

    def __init__(self, path):
        self.file = open(path, "wb")
        self.file.write(PCAP)
        self.ports, self.peers, self.buffers = set(), {}, {}
        self.selector, self.open, self.frames = selectors.DefaultSelector(), True, 0
        self.calm()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def calm(self):
        """Nothing is lost, and all is near."""
        self.lossy, self.signal = lambda data: False, SIGNAL

    def join(self, path):
        """A machine's port; it may come and go."""
        self.ports.add(str(path))

    def _connect(self):
        for path in self.ports - set(self.peers):
            peer = socket.socket(socket.AF_UNIX)
            try:
                peer.connect(path)
            except OSError:
                peer.close()
                continue
            self.peers[path], self.buffers[path] = peer, b""
            self.selector.register(peer, selectors.EVENT_READ, path)

    def _drop(self, path):
        peer = self.peers.pop(path)
        self.selector.unregister(peer)
        peer.close()

    def _carry(self, path, frame):
        now = time.time()
        data = frame[HEADING.size:]
        self.frames += 1
        self.file.write(struct.pack("<IIII", int(now), int(now % 1 * 1e6), len(data), len(data)) + data)
        if self.lossy(data):
            return
        length, frequency, _ = HEADING.unpack_from(frame)
        frame = HEADING.pack(length, frequency, self.signal) + data
        for other, peer in list(self.peers.items()):
            if other != path:
                try:
                    peer.sendall(frame)
                except OSError:
                    pass

    def _take(self, path):
        try:
            data = self.peers[path].recv(65536)
        except OSError:
            data = b""
        if not data:
            self._drop(path)
            return
        buffer = self.buffers[path] + data
        while len(buffer) >= HEADING.size:
            length = HEADING.size + HEADING.unpack_from(buffer)[0]
            if length > HEADING.size + FRAME_MAX:
                buffer = b""
            if len(buffer) < length:
                break
            self._carry(path, buffer[:length])
            buffer = buffer[length:]
        self.buffers[path] = buffer

    def _run(self):
        while self.open:
            self._connect()
            if not self.peers:
                time.sleep(0.1)
            for key, _ in self.selector.select(0.1) if self.peers else []:
                self._take(key.data)

    def close(self):
        self.open = False
        self.thread.join()
        for path in list(self.peers):
            self._drop(path)
        self.file.close()
