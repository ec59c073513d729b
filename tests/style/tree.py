# SPDX-License-Identifier: GPL-3.0-or-later
"""What the style checks look at: the files of a source tree, without build folders."""
import os
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {".git", "build", "__pycache__", ".cache"}


@dataclass
class Tree:
    """A source tree; `build` is a configured build folder (arrows.txt, folders.txt) or None."""
    root: Path
    build: Path | None = None

    def files(self, *suffixes):
        """Relative paths of all files with one of the suffixes (all files when none is given), sorted."""
        found = []
        for folder, names, files in os.walk(self.root):
            names[:] = sorted(n for n in names if n not in SKIPPED_FOLDERS)
            for name in sorted(files):
                path = (Path(folder) / name).relative_to(self.root)
                if not suffixes or path.suffix in suffixes:
                    found.append(path)
        return found

    def read(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def lines_of_build(self, name):
        """The two columns of arrows.txt or folders.txt; empty when the tree is not configured."""
        if self.build is None:
            return []
        return [tuple(line.split()) for line in (self.build / name).read_text(encoding="utf-8").splitlines() if line]
