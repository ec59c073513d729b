#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scripts that a newcomer starts, on computers that miss something. Nothing is built."""
import unittest

from computer import DPKG_NONE
from script_case import ScriptTest


class BuildTest(ScriptTest):
    script = "packaging/build.sh"

    def test_configures_once_and_builds_each_time(self):
        first = self.computer.run(self.script, "ci")
        second = self.computer.run(self.script, "ci", "demo")
        self.assertEqual((first.code, second.code, first.err + second.err), (0, 0, ""))
        self.assertIn("configuring build/ci", first.out)
        self.assertIn("[1/1", first.out)
        self.assertNotIn("configuring", second.out)
        self.assertEqual(second.calls[-1], "cmake --build --preset ci --target demo")

    def test_unknown_preset(self):
        self.assert_plain(self.computer.run(self.script, "fast"), 2, "no preset 'fast'", "ci, dev")

    def test_tree_that_cannot_be_written(self):
        self.computer.command("mkdir", 'echo "mkdir: cannot create directory: Read-only file system"; exit 1')
        self.assert_plain(self.computer.run(self.script, "ci"), 3, "read-only file system", "copy the tree")
        self.computer.command("mkdir", 'echo "mkdir: cannot create directory: Permission denied"; exit 1')
        self.assert_plain(self.computer.run(self.script, "ci"), 3, "cannot be written by anna", "chown")
        self.computer.command("mkdir", 'echo "mkdir: cannot create directory: No space left on device"; exit 1')
        self.assert_plain(self.computer.run(self.script, "ci"), 3, "No space is left")

    def test_folder_that_root_built_in(self):
        self.computer.command("find", 'echo "$1/.ninja_log"')
        self.assert_plain(self.computer.run(self.script, "ci"), 3, ".ninja_log cannot be written by anna", "chown", "remove")

    def test_tree_that_was_copied_from_elsewhere(self):
        self.assertEqual(self.computer.run(self.script, "ci").code, 0)
        cache = self.computer.tree / "build/ci/CMakeCache.txt"
        cache.write_text("CMAKE_HOME_DIRECTORY:INTERNAL=/somewhere/else\n", encoding="utf-8")
        answer = self.computer.run(self.script, "ci")
        self.assertEqual(answer.code, 0, answer.err)
        self.assertIn("cmake --preset ci --fresh", answer.calls)

    def test_too_little_room_counts_what_stands_there(self):
        self.computer.command("df", 'printf "Avail\\n1048576\\n"')
        self.assert_plain(self.computer.run(self.script, "ci"), 3, "Only 1024 MiB are free", "12287")
        self.computer.command("du", 'printf "12582912\\t$2\\n"')
        self.assertEqual(self.computer.run(self.script, "ci").code, 0)

    def build_that_says(self, words):
        self.computer.command("cmake", 'case $1 in --list-presets=build) printf \'  "ci"\\n\' ;; --preset) touch build/ci/build.ninja ;; '
                              f'--build) echo "[1/9] CXX a.o"; echo "FAILED: a.o"; echo "{words}"; exit 1 ;; esac')
        return self.computer.run(self.script, "ci")

    def test_disk_that_becomes_full(self):
        answer = self.build_that_says("fatal error: error writing to a.s: No space left on device")
        self.assert_plain(answer, 3, "became full", "goes on where it stopped")

    def test_too_little_memory(self):
        answer = self.build_that_says("g++: fatal error: Killed signal terminated program cc1plus")
        self.assert_plain(answer, 3, "memory ran out", "CMAKE_BUILD_PARALLEL_LEVEL=1")

    def test_error_in_the_source_is_shown(self):
        answer = self.build_that_says("a.cpp:1:1: error: no such thing")
        self.assertEqual(answer.code, 1)
        self.assertIn("error: no such thing", answer.out)
        self.assertIn("build.log", answer.err)

    def test_configuring_that_fails(self):
        self.computer.command("cmake", 'case $1 in --list-presets=build) printf \'  "ci"\\n\' ;; '
                              '--preset) printf "CMake Error at CMakeLists.txt:1\\n  no Qt\\n"; exit 1 ;; esac')
        answer = self.computer.run(self.script, "ci")
        self.assertEqual(answer.code, 1)
        self.assertIn("no Qt", answer.err)
        self.assertIn("configure.log", answer.err)


class DemoTest(ScriptTest):
    script = "packaging/demo.sh"

    def street(self, answer):
        return next((line for line in answer.calls if line.startswith("street ")), "")

    def test_wrong_command_lines(self):
        for arguments, words in ((["--out"], "--out needs a value"), (["--fast"], "no option --fast")):
            answer = self.computer.run(self.script, *arguments)
            self.assert_plain(answer, 2, words)
            self.assertEqual(answer.calls, [])

    def test_without_a_display_it_walks_the_journeys(self):
        answer = self.computer.run(self.script)
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertIn("DISPLAY is empty", answer.out)
        self.assertIn(" --headless", self.street(answer))

    def test_a_display_that_does_not_answer_is_none(self):
        answer = self.computer.run(self.script, DISPLAY=":99", DISPLAY_IS_DEAD="yes")
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertIn("display :99 does not answer", answer.out)
        self.assertIn(" --headless", self.street(answer))

    def test_a_display_that_answers_is_used(self):
        answer = self.computer.run(self.script, DISPLAY=":99")
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertNotIn("--headless", self.street(answer))

    def test_the_display_is_not_asked_when_it_is_not_wanted(self):
        answer = self.computer.run(self.script, "--vnc", DISPLAY=":99", DISPLAY_IS_DEAD="yes")
        self.assertIn("--platform vnc", self.street(answer))

    def test_no_room_for_the_world(self):
        answer = self.computer.run(self.script, "--headless", TMPDIR="/nowhere")
        self.assert_plain(answer, 3, "No folder can be made in /nowhere")

    def test_out_that_cannot_be_written(self):
        self.computer.command("mkdir", '[[ $2 == */wanted ]] && { echo "mkdir: x: Read-only file system"; exit 1; }; exec /bin/mkdir "$@"')
        answer = self.computer.run(self.script, "--headless", "--out", "wanted")
        self.assert_plain(answer, 3, "wanted is on a read-only file system")

    def test_hands_on_that_a_journey_did_not_end(self):
        answer = self.computer.run(self.script, "--headless", STREET_ANSWER="1")
        self.assert_plain(answer, 1, "did not reach its end", "logs are in")
        self.assertEqual(list((self.computer.folder / "tmp").iterdir()), [])


class RunTest(ScriptTest):
    def test_tests_hand_their_arguments_on(self):
        answer = self.computer.run("tests/run.sh", "-L", "unit")
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertRegex(answer.out.splitlines()[-1], r"^ctest --test-dir build/ci .* -L unit$")

    def test_tests_stop_when_something_is_missing(self):
        self.computer.command("dpkg-query", DPKG_NONE)
        answer = self.computer.run("tests/run.sh")
        self.assert_plain(answer, 3, "apt-get is not here")
        self.assertNotIn("ctest", answer.out)

    def test_bench_names_a_build_folder_that_is_none(self):
        answer = self.computer.run("tests/bench/run.sh", BANSHI_BUILD="/nowhere")
        self.assert_plain(answer, 3, "/nowhere has no bin/banshi-bench")


if __name__ == "__main__":
    unittest.main()
