#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""abi_test.py SURFACE SOURCE COMPILER COMPILER-ID INCLUDES: compares the interface between host and plug-in with the dump of its own
version, and that with the version before. With `--dump FILE` behind them it writes a new dump instead, which is done once for each
release."""
import lzma
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SKIPPED = 77
SURFACE, SOURCE, COMPILER, COMPILER_ID, INCLUDES = sys.argv[1:6]
SDK = pathlib.Path(SOURCE) / "drivers" / "sdk"
VERSION = re.search(r"kInterface\{(\d+), (\d+)\}", (SDK / "include/banshi/drivers/sdk/interface_version.h").read_text(encoding="utf-8"))
MAJOR, MINOR = int(VERSION[1]), int(VERSION[2])
# What each of them changes would be read or called in another place by a plug-in of yesterday.
BREAKS = {
    "a method in front": ("device.h", "virtual ~Device() = default;", "virtual void first() {}\n    virtual ~Device() = default;"),
    "a field at the end": ("options.h", "    std::string runDir;", "    std::string runDir;\n    std::string last;"),
}


def compare(old, new, *options):
    """Nothing when they are alike, else abidiff's report."""
    if new.suffix == ".so":
        options += ("--headers-dir2", SDK / "include")
    run = subprocess.run(["abidiff", *options, old, new], capture_output=True, text=True, check=False)
    return "" if run.returncode == 0 else run.stdout + run.stderr


class AbiTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.dump = self.dump_of(MINOR)

    def dump_of(self, minor):
        """The dump that was written when this minor was released, unpacked."""
        dump = self.folder / f"{MAJOR}.{minor}.abi"
        dump.write_bytes(lzma.decompress((SDK / "abi" / f"gov.banshi.driver-{MAJOR}.{minor}.abi.xz").read_bytes()))
        return dump

    def broken(self, header, old, new):
        """The surface of a copy of the SDK in which `old` is `new`."""
        copy = self.folder / "include"
        shutil.copytree(SDK / "include", copy)
        file = copy / "banshi/drivers/sdk" / header
        text = file.read_text(encoding="utf-8")
        self.assertIn(old, text, "the test breaks a line that is not there any more")
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        surface = self.folder / "libbroken.so"
        others = [folder for folder in INCLUDES.split(",") if not folder.endswith("drivers/sdk/include")]
        subprocess.run([COMPILER, "-std=c++20", "-g", "-O0", "-fPIC", "-shared", "-fno-eliminate-unused-debug-types", "-I", copy,
                        *[f"-I{folder}" for folder in others], "-o", surface,
                        pathlib.Path(SOURCE) / "tests/drivers/abi/surface.cpp"], check=True)
        return surface

    def test_is_what_its_version_was_released_as(self):
        self.assertEqual(compare(self.dump, pathlib.Path(SURFACE)), "")

    def test_a_plug_in_of_each_earlier_minor_fits(self):
        for minor in range(MINOR):
            with self.subTest(f"{MAJOR}.{minor}"):
                self.assertEqual(compare(self.dump_of(minor), self.dump, "--no-added-syms"), "")

    def test_each_minor_adds_to_the_one_before(self):
        for minor in range(MINOR):
            with self.subTest(f"{MAJOR}.{minor + 1}"):
                self.assertRegex(compare(self.dump_of(minor), self.dump_of(minor + 1)), r"\d+ Added function")

    def test_objects_to_what_would_break_one(self):
        for what, change in BREAKS.items():
            with self.subTest(what):
                self.assertNotEqual(compare(self.dump, self.broken(*change), "--no-added-syms"), "")
                shutil.rmtree(self.folder / "include")


def main():
    if shutil.which("abidiff") is None:
        print("SKIPPED: abidiff is not here (Debian's abigail-tools), so the interface was not compared")
        return SKIPPED
    if COMPILER_ID != "GNU":
        print("SKIPPED: the dump is of GCC's debugging information, and this is another compiler")
        return SKIPPED
    if len(sys.argv) > 7 and sys.argv[6] == "--dump":
        run = subprocess.run(["abidw", "--no-show-locs", "--no-comp-dir-path", "--no-corpus-path", "--drop-private-types",
                              "--headers-dir", SDK / "include", SURFACE], capture_output=True, check=True)
        pathlib.Path(sys.argv[7]).write_bytes(lzma.compress(run.stdout, preset=9))
        return 0
    return 0 if unittest.main(argv=sys.argv[:1], exit=False).result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
