# SPDX-License-Identifier: GPL-3.0-or-later
"""What all tests of scripts hold: plain words, and nothing of the shell's own."""
import re
import unittest

from computer import Computer

OF_THE_SHELL = re.compile(r"\.sh: line \d|unbound variable|command not found|Traceback")


class ScriptTest(unittest.TestCase):
    def setUp(self):
        self.computer = Computer()
        self.addCleanup(self.computer.leave)

    def assert_plain(self, answer, code, *words):
        """One sentence, these words in it, nothing of the shell's own."""
        self.assertEqual(answer.code, code, answer.err + answer.out)
        self.assertEqual(len(answer.err.strip().splitlines()), 1, answer.err)
        for word in words:
            self.assertIn(word, answer.err)
        self.assertRegex(answer.err.strip(), r"[.)]$")
        self.assertIsNone(OF_THE_SHELL.search(answer.err + answer.out), answer.err + answer.out)
