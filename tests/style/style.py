#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""style.py CHECK… [--source DIR] [--build DIR]: holds the tree against the style of the house; see README.md here."""
import argparse
import sys
from pathlib import Path

import arrows
import docs
import licences
import readmes
import sizes
import tables
import words
from tree import Tree

CHECKS = {"arrows": arrows, "docs": docs, "licences": licences, "readmes": readmes, "sizes": sizes, "tables": tables,
          "words": words}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checks", nargs="*", choices=[*CHECKS, []], help="all when none is named")
    parser.add_argument("--source", type=Path, default=Path(__file__).resolve().parents[2])
    parser.add_argument("--build", type=Path, help="a configured build folder (for arrows and readmes)")
    parser.add_argument("--print-arrows", metavar="README", help="print the README's table as it should be")
    arguments = parser.parse_args()
    tree = Tree(arguments.source, arguments.build)
    if arguments.print_arrows:
        print("\n".join(arrows.rows(tree, arguments.print_arrows)))
        return 0
    count = 0
    for name in arguments.checks or CHECKS:
        problems = CHECKS[name].check(tree)
        count += len(problems)
        for problem in problems:
            print(f"{name}: {problem}")
    print(f"{count} problems" if count else "nothing to complain about")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
