# SPDX-License-Identifier: GPL-3.0-or-later
"""Public headers say what they promise: each type and free function has a doc comment, each class says its threads,
and whoever returns a result says which errors."""
import cpp

RETURNS_RESULT = ("Result<", "tl::expected<", "expected<")


def is_public(path):
    return path.suffix == ".h" and "include" in path.parts and path.parts[0] != "tests"


def check(tree):
    problems = []
    for path in filter(is_public, tree.files(".h")):
        for declaration in cpp.scan(tree.read(path)):
            problems += [f"{path}:{line}: {what}" for line, what in judge(declaration)]
    return problems


def judge(declaration):
    name, line = declaration.name, declaration.line
    if not declaration.doc.strip(" /*\n"):
        yield line, f"{declaration.kind} {name} has no doc comment"
        return
    if declaration.kind == "class" and "Threads:" not in declaration.doc:
        yield line, f"class {name} does not say its threads (`Threads: …`)"
    if declaration.kind == "function" and returns_result(declaration) and "rror" not in declaration.doc:
        yield line, f"function {name} does not say its errors (`Errors: …`)"
    for member in declaration.members:
        if member.kind == "function" and member.access == "public" and returns_result(member) \
                and "rror" not in declaration.doc + member.doc and "override" not in member.text:
            yield member.line, f"{name}::{member.name} does not say its errors, nor does its class"


def returns_result(function):
    head = function.text.split("(")[0]
    return any(word in head for word in RETURNS_RESULT)
