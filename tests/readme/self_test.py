#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The README test itself: sees a block fail, runs blocks in their folder and order, leaves `norun` out."""
import os
import tempfile
import unittest
from pathlib import Path

import run_blocks


class RunBlocksTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="banshi-readme-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def run_text(self, text):
        return run_blocks.run(text, self.folder, dict(os.environ, BANSHI_BUILD="built"))

    def test_fails_with_a_block_that_fails(self):
        self.assertFalse(self.run_text("```sh\nfalse\ntrue\n```\n"))
        self.assertFalse(self.run_text("```sh\nfalse | cat\n```\n"))
        self.assertFalse(self.run_text("```sh\necho $NO_SUCH_VARIABLE\n```\n"))

    def test_stops_at_the_first_failure(self):
        self.assertFalse(self.run_text("```sh\nfalse\n```\n\n```sh\ntouch later\n```\n"))
        self.assertFalse((self.folder / "later").exists())

    def test_runs_in_order_and_in_the_folder(self):
        self.assertTrue(self.run_text("```sh\nmkdir one\n```\ntext\n```sh\necho $BANSHI_BUILD > one/two\n```\n"))
        self.assertEqual((self.folder / "one/two").read_text().strip(), "built")

    def test_leaves_out_what_is_not_to_run(self):
        self.assertEqual(run_blocks.blocks("```sh norun\nfalse\n```\n```text\nno\n```\n"), [])


if __name__ == "__main__":
    unittest.main()
