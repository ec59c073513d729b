#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""operated.py --bin DIR --plugin X.so --rig FILE [OPTION OF banshi-drivertest…]: the proving ground before a real device,
which is a simulator here, and a person at a keyboard, who is this script, counts what comes out and types it. Full marks are to be
earned, or with --fails CHECK=WORDS exactly these checks are to fail, for these reasons."""
import argparse
import json
import os
import pty
import socket
import subprocess
import sys
import tempfile

ACTS = {"idle state": "reset", "Unplug": "unplug", "Plug the": "plug", "person's part": "offer", "Undo": "withdraw", "paper": "obstruct"}


def ask(control, step):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(control)
        stream = client.makefile("rw", encoding="utf-8")
        stream.write(json.dumps(step) + "\n")
        stream.flush()
        return json.loads(stream.readline())


def count(rig):
    """What the simulator has done so far, which is what a person sees lying there."""
    probe = rig["probes"]["count"]
    answer = ask(rig["control"], probe["ask"])
    for step in probe["at"].strip("/").split("/"):
        answer = answer[step]
    return int(answer)


def work(tester, keyboard, rig):
    """Does what is asked for and presses Enter; returns how often, how often it counted, and all that was printed."""
    asked, counted, before, said = 0, 0, 0, []
    for line in tester.stdout:
        print(line, end="", flush=True)
        said.append(line)
        if line.startswith("  -- Count"):
            before = count(rig)
        if not line.startswith("  >> "):
            continue
        asked += 1
        if "Type how many" in line:
            counted += 1
            os.write(keyboard, f"{abs(count(rig) - before)}\n".encode())
            continue
        act = next(act for word, act in ACTS.items() if word in line)
        if not all(ask(rig["control"], step).get("ok", False) for step in rig["acts"][act]):
            raise SystemExit(f"the simulator cannot do {act}")
        os.write(keyboard, b"\n")
    return asked, counted, "".join(said)


def is_as_expected(arguments, code, asked, said, report):
    """Full marks, or the failures that were named and no others."""
    if not arguments.fails:
        return code == 0 and asked > 0 and "full marks" in said and "not applicable" in said
    reasons = {check["id"]: check["reason"] for check in report["checks"] if check["result"] == "failed"}
    wanted = dict(one.split("=", 1) for one in arguments.fails)
    return code == 1 and reasons.keys() == wanted.keys() and all(words in reasons[check] for check, words in wanted.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--rig", required=True)
    parser.add_argument("--counted", action="store_true", help="the person has to be asked for numbers")
    parser.add_argument("--fails", nargs="+", default=[])
    arguments, options = parser.parse_known_args()
    with open(arguments.rig, encoding="utf-8") as file, tempfile.TemporaryDirectory(prefix="banshi-operated-") as folder:
        rig = json.loads(file.read().replace("{folder}", folder))
        marks = [option for mark in rig.get("marks", []) for option in ("--mark", mark)]
        with subprocess.Popen([f"{arguments.bin}/{rig['program'][0]}", *rig["program"][1:]], stdout=subprocess.PIPE) as simulator:
            try:
                simulator.stdout.readline()
                ours, keyboard = pty.openpty()
                tester = subprocess.Popen(
                    [f"{arguments.bin}/banshi-drivertest", "--plugin", arguments.plugin, "--device", rig["connection"],
                     "--options", json.dumps(rig.get("options", {})), *marks, "--report", f"{folder}/report.json", *options],
                    stdin=keyboard, stdout=subprocess.PIPE, text=True)
                asked, counted, said = work(tester, ours, rig)
                code = tester.wait()
            finally:
                simulator.terminate()
        with open(f"{folder}/report.json", encoding="utf-8") as file:
            report = json.load(file)
    print(f"asked the person {asked} times, for a number {counted} times, exit code {code}")
    is_counted = counted > 0 and report["countedBy"] == "person"
    return 0 if is_as_expected(arguments, code, asked, said, report) and is_counted == arguments.counted else 1


if __name__ == "__main__":
    sys.exit(main())
