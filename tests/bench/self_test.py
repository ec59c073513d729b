#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of rows objects to every kind of wrong row."""
import json
import unittest

import check_rows

GOOD = {"bench": "a", "metric": "a.b", "unit": "us", "samples": [1.0, 2.0, 4.0], "median": 2.0, "against": "plain",
        "against_command": "x", "against_samples": [1.0], "against_median": 1.0, "ratio": 2.0}


class CheckRowsTest(unittest.TestCase):
    def test_accepts_a_good_row(self):
        self.assertEqual(check_rows.problems(json.dumps(GOOD)), [])

    def test_objects_to_each_missing_field(self):
        for name in GOOD:
            self.assertTrue(check_rows.problems(json.dumps({k: v for k, v in GOOD.items() if k != name})), name)

    def test_objects_to_wrong_values(self):
        for change in ({"median": 3.0}, {"ratio": 1.0}, {"samples": []}, {"samples": ["1"]}, {"metric": "c.b"}, {"median": None}):
            self.assertTrue(check_rows.problems(json.dumps({**GOOD, **change})), change)

    def test_objects_to_other_text(self):
        self.assertTrue(check_rows.problems("building…"))


if __name__ == "__main__":
    unittest.main()
