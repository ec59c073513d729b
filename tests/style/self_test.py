#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each style check is shown a small good tree, and then the same tree broken in one place: it must object."""
import shutil
import tempfile
import unittest
from pathlib import Path

import arrows
import docs
import licences
import readmes
import sizes
import tables
import words
from tree import Tree

GPL = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
APACHE = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = GPL + """#pragma once
#include "banshi/base/a.h"

namespace banshi::ui
{

/// Says when. Errors: `ui.late` when it is too late. Threads: any.
class Sayer
{
public:
    [[nodiscard]] base::Result<int> say(const std::string& word = "a{b;") const;
};

/// Adds.
int add(int one, int other);
int addAll(const std::vector<int>& all);

} // namespace banshi::ui
"""
TABLE = "| folder | what | may use |\n|---|---|---|\n| `base` | ground | – |\n| `ui` | seen | `base` |\n"


def readme(table=TABLE):
    body = "".join(f"## {name}\n\ntext\n\n" for name in readmes.HEADINGS)
    return f"# House\n\n![one](one.txt) ![two](one.txt)\n\n{body}\n{table}\n```sh\nls   # lists\n```\n`cmake`\n"


class StyleTest(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="banshi-style-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.tree = Tree(self.root, self.root / "build")
        words_of_folder = "# Folder\n\nWhat is in this folder, in a sentence that says something.\n"
        self.write("build/folders.txt", "banshi_base base\nbanshi_ui ui\n")
        self.write("build/arrows.txt", "banshi_ui banshi_base\n")
        self.write("base/README.md", words_of_folder)
        self.write("ui/README.md", words_of_folder)
        self.write("one.txt", "")
        self.write("README.md", readme())
        self.write("README.zh-CN.md", readme())
        self.write("packaging/packages.txt", "# packages\ncmake   # builds\n")
        self.write("base/include/banshi/base/a.h", APACHE + "#pragma once\n")
        self.write("ui/include/banshi/ui/b.h", HEADER)

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def objects(self, check, word):
        problems = check.check(self.tree)
        self.assertTrue(any(word in problem for problem in problems), f"{word} not in {problems}")

    def test_accepts_the_good_tree(self):
        for check in (arrows, docs, licences, readmes, sizes, tables, words):
            self.assertEqual(check.check(self.tree), [], check.__name__)

    def test_finds_an_include_outside_the_table(self):
        self.write("base/src/a.cpp", APACHE + '#include "banshi/ui/b.h"\n')
        self.objects(arrows, "`base` -> `ui` is not in the table")

    def test_finds_a_link_outside_the_table(self):
        self.write("build/arrows.txt", "banshi_ui banshi_base\nbanshi_base banshi_ui\n")
        self.objects(arrows, "banshi_base links banshi_ui")

    def test_finds_an_arrow_between_kits_even_when_the_table_allows_it(self):
        self.write("build/folders.txt", "banshi_base base\nbanshi_ui ui\nbanshi_face face\n")
        self.write("build/arrows.txt", "banshi_ui banshi_base\nbanshi_ui banshi_face\n")
        self.write("README.md", readme(TABLE.replace("| `base` |\n", "| `base` `face` |\n") + "| `face` | who | – |\n"))
        self.objects(arrows, "runs between kits")

    def test_finds_rows_and_arrows_that_are_no_more(self):
        self.write("README.md", readme(TABLE + "| `gone` | was here | – |\n"))
        self.objects(arrows, "row `gone`")
        self.write("README.md", readme(TABLE.replace("| – |", "| `ui` |")))
        self.objects(arrows, "which nothing uses any more")

    def test_finds_a_target_without_a_row(self):
        self.write("build/folders.txt", "banshi_base base\nbanshi_ui ui\nbanshi_new new\n")
        self.objects(arrows, "`new` has a target and no row")

    def test_finds_a_twin_table_that_differs(self):
        self.write("README.zh-CN.md", readme(TABLE.replace("| `base` |\n", "| – |\n")))
        self.objects(arrows, "README.zh-CN.md")

    def test_finds_missing_and_wrong_licences(self):
        self.write("ui/src/b.cpp", "int one;\n")
        self.objects(licences, "ui/src/b.cpp: no SPDX")
        self.write("ui/src/b.cpp", APACHE)
        self.objects(licences, "ui/src/b.cpp: says Apache-2.0")
        self.write("drivers/sdk/CMakeLists.txt", "# SPDX-License-Identifier: GPL-3.0-or-later\n")
        self.objects(licences, "drivers/sdk/CMakeLists.txt: says GPL")
        self.write("packaging/run", "#!/bin/sh\n")
        self.objects(licences, "packaging/run: no SPDX")

    def test_finds_a_long_file(self):
        self.write("ui/src/b.cpp", GPL + "int x;\n" * 400)
        self.objects(sizes, "ui/src/b.cpp: 401 lines")

    def test_finds_long_class_bodies(self):
        self.write("ui/src/b.cpp", GPL + "class Long\n{\n" + "    int m_one;\n" * 120 + "};\n")
        self.objects(sizes, "class body: median")

    def test_finds_a_long_function(self):
        self.write("ui/src/b.cpp", GPL + "int Long::sum(int a) const\n{\n" + "    a += 1;\n" * 61 + "    return a;\n}\n")
        self.objects(sizes, "sum: a function of 62 lines")

    def test_finds_undocumented_declarations(self):
        self.write("ui/include/banshi/ui/b.h", HEADER.replace("/// Adds.\n", ""))
        self.objects(docs, "function add has no doc comment")
        self.write("ui/include/banshi/ui/b.h", HEADER + "\nnamespace banshi::ui\n{\nenum class E\n{\n    A\n};\n}\n")
        self.objects(docs, "enum E has no doc comment")

    def test_finds_silence_about_threads_and_errors(self):
        self.write("ui/include/banshi/ui/b.h", HEADER.replace("Threads: any.", ""))
        self.objects(docs, "does not say its threads")
        self.write("ui/include/banshi/ui/b.h", HEADER.replace("Errors: `ui.late` when it is too late.", ""))
        self.objects(docs, "Sayer::say does not say its errors")

    def test_finds_a_folder_that_does_not_say_what_it_is(self):
        (self.root / "ui/README.md").unlink()
        self.objects(readmes, "ui: has a target and no README.md")
        self.write("ui/README.md", "# Ui\n\n## Files\n\nFew.\n\n## More\n\nThis says much, but behind the second heading.\n")
        self.objects(readmes, "first section")

    def test_finds_root_readmes_out_of_step(self):
        self.write("README.zh-CN.md", readme().replace("ls ", "rm "))
        self.objects(readmes, "its code blocks are not")
        self.write("README.zh-CN.md", readme() + "\n### More\n")
        self.objects(readmes, "its headings are not")
        self.write("README.md", readme().replace("## Processes", "## Programs"))
        self.objects(readmes, "README.md: headings are")
        self.write("README.md", readme().replace("![two](one.txt)", ""))
        self.objects(readmes, "fewer than two pictures")

    def test_finds_dead_links_and_packages_without_reason(self):
        self.write("ui/README.md", "# Ui\n\nWhat is in this folder is described [elsewhere](nowhere.md), in full.\n")
        self.objects(readmes, "link to nowhere.md")
        self.write("packaging/packages.txt", "cmake\n")
        self.objects(readmes, "packages.txt:1: cmake: no reason")
        self.write("packaging/packages.txt", "ninja-build  # builds\n")
        self.objects(readmes, "README.md: no reason for ninja-build")

    def test_finds_tables_with_a_doubled_key_and_such_as_cannot_be_read(self):
        self.write("ui/i18n/a.json", '{"one": {"key": 1}, "two": {"key": 2}}')
        self.assertEqual(tables.check(self.tree), [])
        self.write("ui/i18n/a.json", '{"one": {"key": 1, "other": 2, "key": 3}}')
        self.objects(tables, "ui/i18n/a.json: `key` stands twice in one object")
        self.write("ui/i18n/a.json", '{"one": ')
        self.objects(tables, "ui/i18n/a.json: Expecting value")

    def test_finds_forbidden_words(self):
        for line, what in (("cp /home/someone/x y", "path of one machine"), ("FROM ghcr.io/x", "registry host"),
                           ("# TODO: later", "open end"), ("/root/x", "path of one machine")):
            self.write("packaging/x.sh", "# SPDX-License-Identifier: GPL-3.0-or-later\n" + line + "\n")
            self.objects(words, what)
        self.write("packaging/x.sh", "# TODO (#12): later\n")
        self.assertEqual(words.check(self.tree), [])

    def test_finds_commented_out_code(self):
        for line in ("    // int x = call(1);", "// #include <string>", "    // if (x == 1)", "    // return 3;"):
            self.write("ui/src/b.cpp", GPL + line + "\n")
            self.objects(words, "commented-out code")
        self.write("ui/src/b.cpp", GPL + "// The reader returns here when the card is gone; see below.\n")
        self.assertEqual(words.check(self.tree), [])


if __name__ == "__main__":
    unittest.main()
