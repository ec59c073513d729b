#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example camera's line."""
import base64
import secrets

from line_device import LineDevice

FRAME_SECONDS = 1 / 30
POINTS = 32 * 24
GREY = base64.b64decode(  # a JPEG file of 8×8 points
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////"
    "////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z")
REMARK = 120  # bytes that make each picture another one


class Camera(LineDevice):
    on, frames = False, 0

    def line(self, text):
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text in ("PREVIEW on", "PREVIEW off"):
            self.on = text == "PREVIEW on"
            return [text]
        if text == "FRAME?":
            self.after(FRAME_SECONDS, self.show)
            return []
        if text == "PICTURE":
            comment = b"\xff\xfe" + (REMARK + 2).to_bytes(2, "big") + secrets.token_bytes(REMARK)
            return ["PICTURE " + (GREY[:2] + comment + GREY[2:]).hex()]
        return ["WHAT?"]

    def show(self):
        self.frames += 1
        self.answer(["FRAME " + f"{self.frames % 256:02x}" * POINTS])

    def reset(self):
        pass

    def act(self, _):
        return False

    def state(self):
        return {"frames": self.frames, "on": self.on}


Camera().run()
