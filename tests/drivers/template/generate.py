#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""generate.py --source DIR --compiler CXX: makes a driver of every class that there is, and looks whether its names fit,
whether its files are whole, and whether a compiler understands its device. What it does is tried by walk.py."""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

NAME = "acme-thing"
WALKED = ("IdCardReader", "ReceiptPrinter", "BarcodeReader", "WrappedLibrary")  # built by walk.py in every run
LEFT_OVER = re.compile(r"example[-_](driver|device)|ExampleDevice")


def faults_of(folder, device_class):
    """What is wrong with a driver that was just made."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in files:
        if LEFT_OVER.search(file.name + file.read_text(encoding="utf-8")):
            yield f"{file.name} still has the example's name"
    metadata = json.loads((folder / f"src/{NAME}.json").read_text(encoding="utf-8"))
    rig = json.loads((folder / "simulator/rig.json").read_text(encoding="utf-8"))
    if metadata["name"] != NAME or {metadata["class"], rig["class"]} != {device_class}:
        yield "metadata or rig are of another driver or class"
    build = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
    for named in re.findall(r"\b(?:src|tests)/[\w-]+\.\w+", build):
        if not (folder / named).exists():
            yield f"the build file names {named}, which is not there"
    compile((folder / "simulator/simulator.py").read_text(encoding="utf-8"), "simulator.py", "exec")


def compiles(folder, source, compiler):
    device = folder / "src" / f"{NAME.replace('-', '_')}.cpp"
    return subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", f"-I{folder}/src",
                           f"-I{source}/drivers/sdk/include", device], check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--compiler", required=True)
    arguments = parser.parse_args()
    schema = json.loads((arguments.source / "drivers/protocol/schema/driver-metadata.schema.json").read_text(encoding="utf-8"))
    script = arguments.source / "drivers/template/new-driver.sh"
    bad = 0
    with tempfile.TemporaryDirectory(prefix="banshi-generate-") as top:
        for device_class in [*schema["properties"]["class"]["enum"], "WrappedLibrary"]:
            folder = Path(top) / device_class
            made = subprocess.run([script, NAME, device_class, folder], stdout=subprocess.DEVNULL, check=False)
            if made.returncode != 0:
                print(f"{device_class}: cannot be made")
                bad += 1
                continue
            faults = list(faults_of(folder, "IdCardReader" if device_class == "WrappedLibrary" else device_class))
            if device_class not in WALKED and not compiles(folder, arguments.source, arguments.compiler):
                faults.append("does not compile")
            bad += len(faults)
            print(f"{device_class}: {', '.join(faults) or 'whole'}", flush=True)
        for wrong in ("NoSuchClass", "Common", "Bytes"):
            if subprocess.run([script, NAME, wrong, Path(top) / wrong], capture_output=True, check=False).returncode != 2:
                print(f"{wrong} is taken for a class")
                bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
