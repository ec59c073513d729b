# SPDX-License-Identifier: Apache-2.0
"""The other end of a serial line, for a device that speaks in lines: a pseudo-terminal, a remote control, faults."""
import argparse
import json
import os
import pty
import selectors
import socket
import time
import tty


class LineDevice:
    """Derive, and answer `line(text)` with a list of lines. `data(bytes)` gets what follows after `self.expect(n)`."""

    def __init__(self):
        parser = argparse.ArgumentParser()
        parser.add_argument("--tty", required=True, help="path of the serial line that is to be made")
        parser.add_argument("--control", required=True, help="Unix socket of the remote control")
        arguments = parser.parse_args()
        self.tty, self.master, self.slave = arguments.tty, None, None
        self.silent = self.garbled = False
        self.buffer, self.wanted = b"", 0
        self.due = []  # (when, function): what the mechanics do later
        self.selector = selectors.DefaultSelector()
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(arguments.control)
        self.server.listen()
        self.selector.register(self.server, selectors.EVENT_READ, self.accept)
        self.plug()

    # The line

    def plug(self):
        if self.master is not None:
            return
        self.master, self.slave = pty.openpty()
        tty.setraw(self.slave)
        os.symlink(os.ttyname(self.slave), self.tty + ".new")
        os.replace(self.tty + ".new", self.tty)
        self.selector.register(self.master, selectors.EVENT_READ, self.receive)

    def unplug(self):
        if self.master is None:
            return
        self.selector.unregister(self.master)
        os.unlink(self.tty)
        os.close(self.slave)
        os.close(self.master)
        self.master = None
        self.buffer, self.wanted = b"", 0

    def receive(self, _):
        self.buffer += os.read(self.master, 4096)
        while self.master is not None:
            if self.wanted:
                if len(self.buffer) < self.wanted:
                    return
                data, self.buffer, self.wanted = self.buffer[:self.wanted], self.buffer[self.wanted:], 0
                self.answer(self.data(data))
            elif b"\n" in self.buffer:
                text, self.buffer = self.buffer.split(b"\n", 1)
                self.answer(self.line(text.decode("utf-8", "replace")))
            else:
                return

    def expect(self, count):
        self.wanted = count

    def answer(self, lines):
        if self.silent or self.master is None:
            return
        text = "".join(line + "\n" for line in lines).encode()
        os.write(self.master, bytes(byte ^ 0x95 for byte in text) if self.garbled else text)

    # The remote control: one JSON object a line

    def accept(self, _):
        client, _ = self.server.accept()
        client.settimeout(5)
        with client, client.makefile("rw", encoding="utf-8") as stream:
            for line in stream:
                answer = self.control(json.loads(line))
                stream.write(json.dumps({"ok": answer is not None} | (answer or {})) + "\n")
                stream.flush()

    def control(self, request):
        what = request.get("do")
        if what == "reset":
            self.silent = self.garbled = False
            self.reset()
            self.plug()
        elif what == "unplug":
            self.unplug()
        elif what == "plug":
            self.plug()
        elif what == "silence":
            self.silent = True
        elif what == "garble":
            self.garbled = True
        elif what != "state" and not self.act(request):
            return None
        return self.state()

    # Mechanics that need their time

    def after(self, seconds, function):
        self.due.append((time.monotonic() + seconds, function))

    def run(self):
        print("ready", flush=True)
        while True:
            wait = max(0, min(when for when, _ in self.due) - time.monotonic()) if self.due else None
            for key, _ in self.selector.select(wait):
                if self.selector.get_map().get(key.fd) is key:  # an earlier one of these may have unplugged it
                    key.data(key.fileobj)
            over = [entry for entry in self.due if entry[0] <= time.monotonic()]
            self.due = [entry for entry in self.due if entry not in over]
            for _, function in over:
                function()
