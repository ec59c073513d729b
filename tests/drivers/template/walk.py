#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""walk.py --source DIR --build DIR (--readme FILE | --class CLASS): walks the vendor's way outside the tree: the code
blocks of a README, or the template of one class, built against the installed SDK and tried by the proving ground."""
import argparse
import os
import re
import sys
import tempfile
from pathlib import Path

SKIPPED = 77

TEMPLATE = """# a class
```sh
cmake --install "$BANSHI_BUILD" --component sdk --prefix "$PWD/sdk" > /dev/null
./sdk/share/banshi/template/new-driver.sh acme-device CLASS
cmake -S acme-device -B build -DCMAKE_PREFIX_PATH="$PWD/sdk" > /dev/null
cmake --build build
ctest --test-dir build --output-on-failure
```
```sh
./sdk/bin/banshi-drivertest --plugin build/lib/drivers/banshi-driver-acme-device.so --class CLASS --cycles 30 \\
  --simulator ./acme-device/simulator/rig.json --operations 3
```
"""


def is_sanitized(build):
    cache = (build / "CMakeCache.txt").read_text(encoding="utf-8")
    return bool(re.search(r"^BANSHI_SANITIZE:\w+=.+$", cache, re.M))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--readme", type=Path)
    parser.add_argument("--class", dest="device_class")
    arguments = parser.parse_args()
    sys.path.insert(0, str(arguments.source / "tests/readme"))
    import run_blocks  # pylint: disable=import-outside-toplevel,import-error

    if is_sanitized(arguments.build):
        print("a sanitizer's libraries cannot be linked by a build without it")
        return SKIPPED
    if arguments.readme:
        text = (arguments.source / arguments.readme).read_text(encoding="utf-8")
    else:
        text = TEMPLATE.replace("CLASS", arguments.device_class)
    if not run_blocks.blocks(text):
        print("no code block to run")
        return 1
    environment = dict(os.environ, BANSHI_BUILD=str(arguments.build))
    with tempfile.TemporaryDirectory(prefix="banshi-walk-") as folder:
        return 0 if run_blocks.run(text, folder, environment) else 1


if __name__ == "__main__":
    sys.exit(main())
