# SPDX-License-Identifier: GPL-3.0-or-later
"""Each JSON table of the tree can be read, and no key stands twice in one object: a parser would keep one of them in silence."""
import json
from collections import Counter


class Doubled(ValueError):
    """A key that stands twice."""


def keys_once(pairs):
    doubled = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
    if doubled:
        raise Doubled(f"`{doubled[0]}` stands twice in one object")
    return dict(pairs)


def check(tree):
    problems = []
    for path in tree.files(".json"):
        try:
            json.loads(tree.read(path), object_pairs_hook=keys_once)
        except (ValueError, RecursionError) as fault:
            problems.append(f"{path}: {fault}")
    return problems
