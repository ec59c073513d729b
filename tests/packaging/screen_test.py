#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screen_test.py PROGRAM…: each program with a window, started where no X display answers, says so in one line and leaves
with the code that stands for it; where a screen is there it goes on. Each is given as PATH or PATH,ARGUMENT."""
import os
import subprocess
import sys
import unittest

NO_SCREEN = 4
LONGEST = 60  # seconds for one program
PROGRAMS = [words.split(",") for words in sys.argv[1:]]


def start(command, **settings):
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    return subprocess.run(command, env={**kept, **settings}, text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=LONGEST, check=False)


class ScreenTest(unittest.TestCase):
    def test_a_display_that_does_not_answer(self):
        for command in PROGRAMS:
            done = start(command, DISPLAY=":47110")
            self.assertEqual(done.returncode, NO_SCREEN, done.stderr)
            self.assertEqual(done.stderr, "There is no screen: the X display ':47110' does not answer.\n")

    def test_no_display_at_all(self):
        for command in PROGRAMS:
            done = start(command)
            self.assertEqual(done.returncode, NO_SCREEN, done.stderr)
            self.assertIn("There is no screen: DISPLAY is ''", done.stderr)

    def test_a_screen_that_is_there(self):
        for command in PROGRAMS:
            done = start(command, QT_QPA_PLATFORM="offscreen")
            self.assertNotEqual(done.returncode, NO_SCREEN)
            self.assertNotIn("no screen", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
