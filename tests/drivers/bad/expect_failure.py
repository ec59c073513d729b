#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""expect_failure.py: runs the proving ground with a bad driver and holds its report against what is wrong with it."""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

FAILED = 1  # exit code of banshi-drivertest


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--fails", nargs="+", required=True, help="check=words of the reason")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="banshi-bad-") as folder:
        file = Path(folder) / "report.json"
        done = subprocess.run([arguments.program, "--plugin", arguments.plugin, "--simulator", "idcard", "--cycles", "60",
                               "--operations", "12", "--only", arguments.only, "--report", file], check=False,
                              stdin=subprocess.DEVNULL)
        if done.returncode != FAILED:
            print(f"exit code {done.returncode} instead of {FAILED}")
            return 1
        report = json.loads(file.read_text(encoding="utf-8"))
    failed = {check["id"]: check["reason"] for check in report["checks"] if check["result"] == "failed"}
    missing = [wanted for wanted in arguments.fails
               if wanted.partition("=")[2] not in failed.get(wanted.partition("=")[0], "")]
    for wanted in missing:
        print(f"the report does not say {wanted}")
    return 1 if missing or report["fullMarks"] else 0


if __name__ == "__main__":
    sys.exit(main())
