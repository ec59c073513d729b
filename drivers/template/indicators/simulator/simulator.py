#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example lights' line."""
import time

from line_device import LineDevice

PATIENCE = 3  # seconds without a question until the lights go out


class Lights(LineDevice):
    door, asked = "closed", 0.0

    def __init__(self):
        self.lights = {"cardReader": "off", "receiptPrinter": "off"}
        super().__init__()

    def line(self, text):
        words = text.split()
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "DOOR?":
            self.asked = time.monotonic()
            self.after(PATIENCE, self.look)
            return ["DOOR " + self.door]
        if len(words) == 3 and words[0] == "LIGHT" and words[1] in self.lights:
            self.lights[words[1]] = words[2]
            return [text]
        return ["WHAT?"]

    def look(self):
        if time.monotonic() - self.asked >= PATIENCE:
            self.lights = dict.fromkeys(self.lights, "off")

    def reset(self):
        self.door = "closed"

    def act(self, request):
        if request.get("do") != "door":
            return False
        self.door = request["state"]
        return True

    def state(self):
        return {"lit": sum(rate != "off" for rate in self.lights.values()), "door": self.door}


Lights().run()
