#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example keypad's line."""
from line_device import LineDevice

KEYS = "zero one two three four five six seven eight nine clear cancel enter switch440399"


class Keypad(LineDevice):
    on, pressed = False, 0

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "KEYS?":
            return ["KEYS " + KEYS]
        if text in ("TELL on", "TELL off"):
            self.on = text == "TELL on"
            return [text]
        return ["WHAT?"]

    def reset(self):
        pass

    def act(self, request):
        if request.get("do") != "press":
            return False
        self.pressed += 1
        self.answer(["KEY " + request["key"]])  # this model tells its keys a moment too long
        return True

    def state(self):
        return {"pressed": self.pressed, "telling": int(self.on)}


Keypad().run()
