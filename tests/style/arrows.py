# SPDX-License-Identifier: GPL-3.0-or-later
"""The table of folders and arrows in the root README, held against the real link and include edges, both ways."""
import re
from pathlib import Path

INCLUDE = re.compile(r'^\s*#\s*include\s*["<](banshi/[^">]+)[">]', re.M)
ROW = re.compile(r"^\| *`([^`|\n]+)` *\| *([^|\n]*)\| *([^|\n]*)\| *$", re.M)  # three columns
FREE = ("tests",)  # may use everything; nothing may use it


def owner(path, folders):
    """The deepest target folder that holds the path."""
    parents = [p.as_posix() for p in path.parents]
    return next((p for p in parents if p in folders), None)


def top_of(folder):
    return folder.split("/")[0]


def link_edges(tree):
    """{(folder, folder): example} of all links between targets of this tree."""
    folder_of = dict(tree.lines_of_build("folders.txt"))
    edges = {}
    for target, link in tree.lines_of_build("arrows.txt"):
        if link in folder_of and target in folder_of:
            edges.setdefault((folder_of[target], folder_of[link]), f"{target} links {link}")
    return edges


def include_edges(tree):
    """{(folder, folder): example} of all includes of public headers of this tree."""
    folders = {folder for _, folder in tree.lines_of_build("folders.txt")}
    headers = {}
    for path in tree.files(".h"):
        if "include" in path.parts:
            at = path.parts.index("include")
            headers[Path(*path.parts[at + 1:]).as_posix()] = owner(path, folders)
    edges = {}
    for path in tree.files(".h", ".cpp"):
        here = owner(path, folders)
        for name in INCLUDE.findall(tree.read(path)):
            there = headers.get(name)
            if here and there:
                edges.setdefault((here, there), f"{path} includes {name}")
    return edges


def real(tree):
    edges = include_edges(tree)
    edges.update(link_edges(tree))
    return {edge: why for edge, why in edges.items() if edge[0] != edge[1] and top_of(edge[0]) not in FREE}


def table(text):
    """{folder: [folders it may use]} of a README's table."""
    return {folder: re.findall(r"`([^`]+)`", uses) for folder, _, uses in ROW.findall(text)}


def rows(tree, readme="README.md"):
    """The table as the tree is, with the words that the README has for each folder now."""
    edges, words = real(tree), {folder: said for folder, said, _ in ROW.findall(tree.read(readme))}
    for folder in sorted(target_folders(tree)):
        uses = sorted({there for here, there in edges if here == folder})
        yield f"| `{folder}` | {words.get(folder, '').strip()} | {' '.join(f'`{use}`' for use in uses) or '–'} |"


def target_folders(tree):
    return {folder for _, folder in tree.lines_of_build("folders.txt") if top_of(folder) not in FREE}


def check(tree):
    allowed, edges = table(tree.read("README.md")), real(tree)
    folders, problems = target_folders(tree), []
    if not folders:
        problems.append("no folders.txt: configure first and say --build")
    for (here, there), why in sorted(edges.items()):
        if there not in allowed.get(here, []):
            problems.append(f"`{here}` -> `{there}` is not in the table of README.md ({why})")
        if top_of(here) != "app" and top_of(there) not in (top_of(here), "base"):
            problems.append(f"`{here}` -> `{there}` runs between kits ({why})")
    problems += [f"`{folder}` has a target and no row in the table of README.md" for folder in sorted(folders - set(allowed))]
    for here, uses in sorted(allowed.items()):
        if here not in folders:
            problems.append(f"row `{here}` of README.md has no target any more")
            continue
        problems += [f"README.md allows `{here}` -> `{there}`, which nothing uses any more"
                     for there in uses if (here, there) not in edges]
    if table(tree.read("README.zh-CN.md")) != allowed:
        problems.append("the table of README.zh-CN.md is not that of README.md")
    return problems
