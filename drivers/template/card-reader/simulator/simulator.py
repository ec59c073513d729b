#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example reader's line, and the card in it."""
from line_device import LineDevice

APPLICATION = bytes.fromhex("d1560004403990")
FILE = bytes.fromhex("0001")
OK, UNKNOWN, UNREADABLE = b"\x90\x00", b"\x6a\x82", b"\x69\x86"


class Reader(LineDevice):
    card, power, commands, selected = None, False, 0, b""

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "CARD?":
            return ["CARD yes" if self.card else "CARD no"]
        if text == "POWER on":
            self.power = self.card is not None
            return ["ATR t1 3b80800101" if self.power else "ATR none"]
        if text == "POWER off":
            self.power = False
            return ["POWER off"]
        if text.startswith("APDU "):
            return ["APDU " + (self.chip(bytes.fromhex(text[5:])).hex() if self.power else "none")]
        return ["WHAT?"]

    def chip(self, command):
        self.commands += 1
        head, body = command[:4].hex(), command[5:]
        if head in ("00a40400", "00a40000"):
            known = (APPLICATION,) if head == "00a40400" else (b"\x3f\x00", FILE)
            self.selected = body if body in known else b""
            return OK if body in known else UNKNOWN
        if head == "00b00000" and self.selected == FILE:
            return self.card.encode() + OK
        return UNREADABLE

    def reset(self):
        self.card, self.power = None, False

    def act(self, request):
        if request.get("do") == "insert":
            self.card = request["content"]
        elif request.get("do") == "remove":
            self.reset()
        else:
            return False
        return True

    def state(self):
        return {"card": self.card is not None, "commands": self.commands}


Reader().run()
