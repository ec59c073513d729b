# SPDX-License-Identifier: GPL-3.0-or-later
"""Small files, small classes: aims for the whole tree, hard limits for each file."""
import math
import statistics

import cpp

AIMS = {"source": (150, 400), "class body": (30, 100), "test suite": (100, 300)}  # median, 95th percentile
HARD = {".cpp": 400, ".h": 200, ".py": 250, ".sh": 150}
HARD_TEST = 500  # a *_test.cpp is a list of cases
HARD_FUNCTION = 60  # lines of a body


def percentile(values, share):
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def measure(tree):
    """{path: lines} of sources, and {"path:line name": lines} of class bodies, of test suites (a class with its cases
    inside) and of functions."""
    sources, bodies, suites, functions = {}, {}, {}, {}
    for path in tree.files(".cpp", ".h"):
        text = tree.read(path)
        if path.suffix == ".cpp":
            sources[str(path)] = text.count("\n")
        for declaration in cpp.walk(cpp.scan(text)):
            classes = suites if path.name.endswith("_test.cpp") else bodies
            kept = {"class": classes, "struct": classes, "function": functions}.get(declaration.kind, {})
            kept[f"{path}:{declaration.line} {declaration.name}"] = declaration.body_lines
    return sources, bodies, suites, functions


def check(tree):
    problems = []
    for path in tree.files(*HARD):
        lines = tree.read(path).count("\n")
        limit = HARD_TEST if path.name.endswith("_test.cpp") else HARD[path.suffix]
        if lines > limit:
            problems.append(f"{path}: {lines} lines, the limit is {limit}")
    sources, bodies, suites, functions = measure(tree)
    problems += [f"{name}: a function of {lines} lines, the limit is {HARD_FUNCTION}"
                 for name, lines in functions.items() if lines > HARD_FUNCTION]
    for what, values in zip(AIMS, (sources, bodies, suites)):
        if not values:
            continue
        median, high = statistics.median(values.values()), percentile(values.values(), 0.95)
        longest = max(values, key=values.get)
        print(f"{what}: {len(values)}, median {median:g} (aim {AIMS[what][0]}), p95 {high} (aim {AIMS[what][1]}), "
              f"longest {values[longest]}: {longest}")
        if median > AIMS[what][0] or high > AIMS[what][1]:
            problems.append(f"{what}: median {median:g}, p95 {high}; the aim is {AIMS[what][0]} and {AIMS[what][1]}")
    return problems
