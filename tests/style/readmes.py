# SPDX-License-Identifier: GPL-3.0-or-later
"""Each folder with a target says what is in it; the root README keeps its headings, its Chinese twin keeps step."""
import re

HEADINGS = ["Two commands", "Folders and arrows", "Processes", "What works today", "Libraries, and why",
            "The first hour", "Licence"]
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
SHORTEST = 40  # characters that the first words of a README need to say something


def headings(text):
    return re.findall(r"^(#+) +(.+)$", FENCE.sub("", text), re.M)


def blocks(text):
    """Code blocks as (info, lines), shell comments left out: these are translated."""
    return [(info.strip(), [re.sub(r"\s*#.*", "", line) for line in body.splitlines()]) for info, body in FENCE.findall(text)]


def first_words(text):
    """The text below the title, or below the first heading when that follows at once."""
    match = re.match(r"\s*# [^\n]+\n\s*(?:## [^\n]+\n)?(.*?)(?=^#|\Z)", text, re.M | re.S)
    return match.group(1).strip() if match else ""


def check(tree):
    return list(folders(tree)) + list(root(tree)) + list(links(tree)) + list(packages(tree))


MIRROR = re.compile(r"(banshi_)?tests?_\w+|fuzz_\w+|\w+_probe")  # test programs: the folder that they mirror has the words


def folders(tree):
    for folder in sorted({folder for target, folder in tree.lines_of_build("folders.txt") if not MIRROR.fullmatch(target)}):
        path = tree.root / folder / "README.md"
        if not path.is_file():
            yield f"{folder}: has a target and no README.md"
        elif len(first_words(path.read_text(encoding="utf-8"))) < SHORTEST:
            yield f"{folder}/README.md: its first section does not say what is in the folder"


def root(tree):
    english, chinese = tree.read("README.md"), tree.read("README.zh-CN.md")
    second = [name for mark, name in headings(english) if mark == "##"]
    if second != HEADINGS:
        yield f"README.md: headings are {second}, not {HEADINGS}"
    if [mark for mark, _ in headings(english)] != [mark for mark, _ in headings(chinese)]:
        yield "README.zh-CN.md: its headings are not those of README.md"
    if blocks(english) != blocks(chinese):
        yield "README.zh-CN.md: its code blocks are not those of README.md"
    for name, text in (("README.md", english), ("README.zh-CN.md", chinese)):
        if len(re.findall(r"!\[[^\]]+\]\([^)]+\)|<img ", text)) < 2:
            yield f"{name}: shows fewer than two pictures"


def links(tree):
    for path in tree.files(".md"):
        for target in LINK.findall(FENCE.sub("", tree.read(path))):
            if "://" not in target and not (tree.root / path.parent / target).exists():
                yield f"{path}: link to {target}, which does not exist"


def packages(tree):
    """Every Debian package has its reason, in the list and in both READMEs."""
    listed = [line.split()[0] for line in tree.read("packaging/packages.txt").splitlines() if line and line[0] != "#"]
    for name in ("README.md", "README.zh-CN.md"):
        yield from (f"{name}: no reason for {package}" for package in listed if f"`{package}`" not in tree.read(name))
    for number, line in enumerate(tree.read("packaging/packages.txt").splitlines(), 1):
        if line and not line.startswith("#") and not re.match(r"[a-z0-9.+-]+ +# \S", line):
            yield f"packaging/packages.txt:{number}: {line}: no reason"
