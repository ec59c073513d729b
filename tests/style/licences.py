# SPDX-License-Identifier: GPL-3.0-or-later
"""Each source, script and build file names its licence, and the right one for its folder."""

GPL, APACHE = "GPL-3.0-or-later", "Apache-2.0"
# What a vendor's closed driver or host may link, and what these link themselves.
APACHE_FOLDERS = ("base", "drivers/sdk", "drivers/protocol", "drivers/host", "drivers/template")
SUFFIXES = (".cpp", ".h", ".py", ".sh", ".cmake", ".in")
MARK = "SPDX-" + "License-Identifier:"


def allowed(path):
    """The licences that fit the path; tests of a folder, and drivers made for tests, may carry the folder's own."""
    text = path.as_posix()
    if any(text.startswith(folder + "/") for folder in APACHE_FOLDERS):
        return [APACHE]
    mirrored = text.startswith(("tests/base/", "tests/drivers/"))
    return [GPL, APACHE] if mirrored else [GPL]


def carries_licence(path, first_line):
    return path.suffix in SUFFIXES or path.name == "CMakeLists.txt" or first_line.startswith("#!")


def check(tree):
    problems = []
    for path in tree.files():
        try:
            lines = tree.read(path).split("\n", 3)[:3]
        except UnicodeDecodeError:
            continue  # a picture or another binary
        if not carries_licence(path, lines[0]):
            continue
        marks = [line.split(MARK)[1].split()[0] for line in lines if MARK in line]
        if not marks:
            problems.append(f"{path}: no {MARK} in its first lines")
        elif marks[0] not in allowed(path):
            problems.append(f"{path}: says {marks[0]}, its folder is {allowed(path)[0]}")
    return problems
