# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not stand in the tree: paths of one machine, registry hosts, open ends without an issue, dead code."""
import re

TEXT = (".cpp", ".h", ".py", ".sh", ".cmake", ".in", ".md", ".txt", ".json", ".toml", ".yaml")
CODE = (".cpp", ".h")
SAMPLES = "tests/style/self_test.py"  # shows what is forbidden

FORBIDDEN = [
    (re.compile(r"(?<![\w.}$/])/(home|root|work|Users|mnt)/\w"), "path of one machine"),
    (re.compile(r"\b[A-Z]:\\\\?(Users|Program)"), "path of one machine"),
    (re.compile(r"\b(docker\.io|ghcr\.io|quay\.io|pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|crates\.io|"
                r"repo\.maven\.\w+|conan\.io|deb\.debian\.org)\b"), "registry host"),
    (re.compile(r"\b(TOD[O]|FIXM[E]|HAC[K])\b(?!\s*\(#\d+\))"), "open end without an issue number"),
]
DEAD = re.compile(r"^\s*//(?![/!])\s*(?:[\w:<>,&*\s.\->()\[\]\"=+!]+;|#include\b.*|(?:if|for|while)\s*\(.*\)\s*\{?|\}|return\b.*;)\s*$")


def check(tree):
    problems = []
    for path in tree.files():
        if path.as_posix() == SAMPLES or not (path.suffix in TEXT or path.name == "CMakeLists.txt"):
            continue
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            problems += [f"{path}:{number}: {what}: {line.strip()[:100]}" for pattern, what in FORBIDDEN if pattern.search(line)]
            if path.suffix in CODE and DEAD.match(line):
                problems.append(f"{path}:{number}: commented-out code: {line.strip()[:100]}")
    return problems
