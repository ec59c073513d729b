#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run_blocks.py --source DIR --build DIR: clones the repository into an empty folder and runs there the README's code
blocks, one after the other, as its reader would; prints the time of each. Blocks marked `norun` are left out."""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BLOCK = re.compile(r"^```sh *\n(.*?)^```", re.M | re.S)
SKIPPED = 77
LONGEST = 600  # seconds for one block


def blocks(text):
    return BLOCK.findall(text)


def run(text, folder, environment):
    """Runs the blocks of a README in a folder; stops at the first that fails and returns False."""
    total = 0.0
    for number, block in enumerate(blocks(text), 1):
        start = time.monotonic()
        try:
            done = subprocess.run(["bash", "-euo", "pipefail", "-c", block], cwd=folder, env=environment, text=True,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST)
            code, output = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            code, output = "none in time", str(late.stdout)
        took = time.monotonic() - start
        total += took
        first = next(line for line in block.splitlines() if line.strip())
        print(f"block {number}: {took:.1f} s, exit code {code}: {first}")
        if code != 0:
            print(f"{block}\n--- its output ends with ---\n{output[-4000:]}")
            return False
    print(f"{len(blocks(text))} blocks, {total:.1f} s")
    return True


def clone(source, folder):
    # The tree may belong to another user than the one who tests. The serving side of git takes no settings from the command
    # line nor from the environment, only from a file.
    with tempfile.NamedTemporaryFile("w", prefix="banshi-git-") as settings:
        settings.write("[safe]\n\tdirectory = *\n")
        settings.flush()
        return subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{source}", folder],
                              env=dict(os.environ, GIT_CONFIG_GLOBAL=settings.name), check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True, help="what the reader's own build would have made")
    arguments = parser.parse_args()
    if not (arguments.source / ".git").exists():
        print("not a git repository (an unpacked archive?): nothing to clone")
        return SKIPPED
    environment = dict(os.environ, BANSHI_BUILD=str(arguments.build), QT_QPA_PLATFORM="offscreen")
    with tempfile.TemporaryDirectory(prefix="banshi-readme-") as folder:
        if not clone(arguments.source, folder):
            return 1
        text = (Path(folder) / "README.md").read_text(encoding="utf-8")
        if not blocks(text):
            print("README.md has no code block to run")
            return 1
        return 0 if run(text, folder, environment) else 1


if __name__ == "__main__":
    sys.exit(main())
