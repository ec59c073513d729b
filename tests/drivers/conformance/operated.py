#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""operated.py --bin DIR --plugin X.so --rig FILE [OPTION OF banshi-drivertest…]: the proving ground before a real device,
which is a simulator here, and a person at a keyboard, who is this script: full marks are to be earned."""
import argparse
import json
import os
import pty
import socket
import subprocess
import sys
import tempfile

ACTS = {"idle state": "reset", "Unplug": "unplug", "Plug the": "plug", "person's part": "offer", "Undo": "withdraw", "paper": "obstruct"}


def do(control, step):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(control)
        stream = client.makefile("rw", encoding="utf-8")
        stream.write(json.dumps(step) + "\n")
        stream.flush()
        return json.loads(stream.readline()).get("ok", False)


def work(tester, keyboard, rig, control):
    """Does what is asked for and presses Enter; returns how often, and all that was printed."""
    asked, said = 0, []
    for line in tester.stdout:
        print(line, end="", flush=True)
        said.append(line)
        if not line.startswith("  >> "):
            continue
        act = next(act for word, act in ACTS.items() if word in line)
        if not all(do(control, step) for step in rig["acts"][act]):
            raise SystemExit(f"the simulator cannot do {act}")
        os.write(keyboard, b"\n")
        asked += 1
    return asked, "".join(said)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--rig", required=True)
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
                     "--options", json.dumps(rig.get("options", {})), *marks, *options],
                    stdin=keyboard, stdout=subprocess.PIPE, text=True)
                asked, said = work(tester, ours, rig, rig["control"])
            finally:
                simulator.terminate()
    code = tester.wait()
    print(f"asked the person {asked} times, exit code {code}")
    return 0 if code == 0 and asked > 0 and "full marks" in said and "not applicable" in said else 1


if __name__ == "__main__":
    sys.exit(main())
