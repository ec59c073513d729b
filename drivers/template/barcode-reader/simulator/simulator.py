#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example scanner's line."""
import os

from line_device import LineDevice


class Scanner(LineDevice):
    on, half, said = False, False, 0

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text in ("SCAN on", "SCAN off"):
            self.on = text == "SCAN on"
            return [text]
        return ["WHAT?"]

    def reset(self):
        self.half = False

    def act(self, request):
        if request.get("do") == "half":
            self.half = True
        elif request.get("do") == "scan":  # its button works whether anybody asks or not
            code = "CODE qr " + request["text"]
            if self.half and self.master is not None:
                os.write(self.master, code[: len(code) // 2].encode())
            else:
                self.said += 1
                self.answer([code])
        else:
            return False
        return True

    def state(self):
        return {"said": self.said, "light": int(self.on)}


Scanner().run()
