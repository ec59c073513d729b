#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The other end of the example sheet printer's line."""
from line_device import LineDevice

SHEET_SECONDS = 0.2
ENDED = ("completed", "canceled")


class Printer(LineDevice):
    paper, printed, running, waiting = True, 0, False, None

    def __init__(self):
        self.jobs = []  # of each its state, the sheets that are out, how many there are to be, and whether it was dropped
        super().__init__()

    def line(self, text):
        words = text.split(" ")
        if text == "ID?":
            return ["ID EXAMPLE-1"]
        if text == "STATE?":
            return ["STATE ok" if self.paper else "STATE paper"]
        if words[0] == "NEW":
            self.jobs.append(["pending-held", 0, 0, False])
            return [f"NEW {len(self.jobs)}"]
        if words[0] == "PRINT":
            self.waiting = int(words[1]), int(words[2])
            self.expect(int(words[3]))
            return []
        if words[0] in ("JOB?", "DROP"):
            return [self.job(int(words[1]), words[0] == "DROP")]
        return ["WHAT?"]

    def job(self, number, is_dropped):
        if not 0 < number <= len(self.jobs):
            return f"JOB {number} unknown 0"
        job = self.jobs[number - 1]
        if is_dropped and job[0] == "processing":
            job[3] = True  # once the sheet that moves is out
        elif is_dropped and job[0] not in ENDED:
            job[0] = "canceled"
        return f"JOB {number} {job[0]} {job[1]}"

    def data(self, _):
        number, pages = self.waiting
        if 0 < number <= len(self.jobs) and self.jobs[number - 1][0] == "pending-held":
            self.jobs[number - 1] = ["pending", 0, pages, False]
            self.go_on()
        return []

    def go_on(self):
        """The next sheet of the first job that is not over, when there is paper."""
        job = next((job for job in self.jobs if job[0] in ("pending", "processing", "processing-stopped")), None)
        if job is None or self.running:
            return
        job[0] = "processing" if self.paper else "processing-stopped"
        if self.paper:
            self.running = True
            self.after(SHEET_SECONDS, lambda: self.sheet(job))

    def sheet(self, job):
        self.running = False
        job[1] += 1
        if job[1] == job[2]:
            job[0] = "completed"
            self.printed += 1
        elif job[3]:
            job[0] = "canceled"
        self.go_on()

    def reset(self):
        self.paper = True
        self.go_on()

    def act(self, request):
        if request.get("do") != "paper":
            return False
        self.paper = request["state"] != "out"
        return True

    def state(self):
        queued = sum(job[0] in ("pending", "processing", "processing-stopped") for job in self.jobs)
        return {"printed": self.printed, "working": self.running, "queued": queued}


Printer().run()
