#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example printer's line."""
from line_device import LineDevice

LINE_SECONDS = 0.03


class Printer(LineDevice):
    paper, slips, working, mute = True, 0, False, False

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "STATE?":
            return ["STATE ok" if self.paper else "STATE paper"]
        if text.startswith("PRINT "):
            self.expect(int(text[6:]))
            return []
        return ["WHAT?"]

    def data(self, content):
        self.working = True
        self.after(LINE_SECONDS * content.count(b"\n"), self.done)
        return []

    def done(self):
        self.slips += 1
        self.working = False
        if not self.mute:
            self.answer(["DONE"])

    def reset(self):
        self.paper, self.mute = True, False

    def act(self, request):
        if request.get("do") == "mute":  # prints, but does not say so
            self.mute = True
        elif request.get("do") == "paper":
            self.paper = request["state"] != "out"
        else:
            return False
        return True

    def state(self):
        return {"slips": self.slips, "working": self.working}


Printer().run()
