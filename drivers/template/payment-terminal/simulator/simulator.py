#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example terminal's line."""
from line_device import LineDevice

CARD = "6230584403990001"  # of a test; no log may ever show it


class Terminal(LineDevice):
    paying, takings, payments, receipts = None, 0, 0, 0

    def __init__(self):
        self.ledger = {}  # reference: [state, fen, receipt]
        super().__init__()

    def line(self, text):
        words = text.split()
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "STATE?":
            return ["STATE paying" if self.paying else "STATE idle"]
        if text == "LAST?":
            return [self.result(list(self.ledger)[-1] if self.ledger else "-")]
        if len(words) == 3 and words[0] == "PAY":
            return self.begin(words[1], int(words[2]))
        if len(words) == 4 and words[0] == "REVERSE":
            return self.reverse(words[1], words[2], int(words[3]))
        if len(words) == 2 and words[0] in ("ASK", "ABORT"):
            if words[0] == "ABORT" and words[1] == self.paying:
                self.end("aborted")
            return [self.result(words[1])]
        return ["WHAT?"]

    def result(self, reference):
        state, fen, receipt = self.ledger.get(reference, ["unknown", 0, "-"])
        return f"RESULT {reference} {state} {fen} {receipt} {CARD if state == 'approved' else '-'}"

    def begin(self, reference, fen):
        self.payments += 1
        if self.paying:
            return ["BUSY"]
        self.ledger[reference] = ["paying", 0, "-"]
        self.paying, self.fen = reference, fen
        return ["PAYING " + reference]

    def reverse(self, reference, receipt, fen):
        if self.paying:
            return ["BUSY"]
        found = [entry for entry in self.ledger.values() if entry == ["approved", fen, receipt]]
        if found:
            found[0][0] = "reversed"
            self.takings -= fen
        self.ledger[reference] = ["reversed", fen, receipt] if found else ["declined", 0, "-"]
        return ["PAYING " + reference]

    def end(self, state):
        if state == "approved":
            self.receipts += 1
            self.takings += self.fen
            self.ledger[self.paying] = [state, self.fen, f"R{self.receipts:06}"]
        else:
            self.ledger[self.paying] = [state, 0, "-"]
        self.paying = None

    def reset(self):
        if self.paying:
            self.end("aborted")

    def act(self, request):
        if request.get("do") != "pay":
            return False
        if self.paying:
            self.end("approved")
        return True

    def state(self):
        return {"paying": self.paying is not None, "takings": self.takings, "payments": self.payments}


Terminal().run()
