#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example sensor's line."""
import hashlib

from line_device import LineDevice


class Sensor(LineDevice):
    finger, captured, imported, captures = None, None, None, 0

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "FINGER?":
            return ["FINGER yes" if self.finger else "FINGER no"]
        if text == "CAPTURE":
            return [self.capture()]
        if text.startswith("IMPORT "):
            self.imported = text[7:]
            return ["IMPORT ok"]
        if text == "MATCH":
            return [self.match()]
        if text == "CLEAR":
            self.captured = self.imported = None
            return ["CLEAR"]
        return ["WHAT?"]

    def capture(self):
        if not self.finger:
            return "CAPTURE failed"
        self.captures += 1  # each differs a little
        self.captured = hashlib.sha512(self.finger.encode()).hexdigest() + f"{self.captures:08x}"
        return "CAPTURE " + self.captured

    def match(self):
        if not self.captured:
            return "MATCH no capture"
        if not self.imported:
            return "MATCH no import"
        return "MATCH 97" if self.captured[:128] == self.imported[:128] else "MATCH 3"

    def reset(self):
        self.finger = None

    def act(self, request):
        if request.get("do") == "place":
            self.finger = request["finger"]
        elif request.get("do") == "lift":
            self.finger = None
        else:
            return False
        return True

    def state(self):
        return {"captures": self.captures, "held": int(self.captured is not None) + int(self.imported is not None)}


Sensor().run()
