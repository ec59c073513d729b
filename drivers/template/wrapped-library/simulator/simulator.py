#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the reader's line. `starts` counts how often it was asked who it is, as the library does when it is opened."""
from line_device import LineDevice


class Reader(LineDevice):
    card, reads, starts = None, 0, 0

    def line(self, text):
        if text == "ID?":
            self.starts += 1
            return ["ID EXAMPLE-1"]
        if text == "CARD?":
            return ["CARD yes" if self.card else "CARD no"]
        if text == "READ" and self.card:
            self.reads += 1
            return ["READ " + "|".join(self.card)]
        return ["READ failed"]

    def reset(self):
        self.card = None

    def act(self, request):
        if request.get("do") == "place":
            self.card = request["card"]
        elif request.get("do") == "lift":
            self.card = None
        else:
            return False
        return True

    def state(self):
        return {"card": self.card is not None, "reads": self.reads, "starts": self.starts}


Reader().run()
