#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that installs packages, on computers that miss something. No package is installed."""
import unittest

from computer import DPKG_NONE, ROOT
from script_case import ScriptTest

APT_INSTALLS = """
case " $* " in
  *" install "*) echo "0 upgraded, 40 newly installed, 0 to remove and 0 not upgraded."
    for ((n = 1; n <= 40; ++n)); do echo "Get:$n archive p$n"; done
    for ((n = 1; n <= 40; ++n)); do echo "Unpacking p$n ..."; echo "Setting up p$n ..."; done ;;
esac
echo "apt-get $*" >> "$CALLS"
"""


def apt_that_says(words, code=100):
    return f'echo "apt-get $*" >> "$CALLS"\ncase " $* " in *" install "*) echo "{words}"; exit {code} ;; esac\necho Hit:1'


class InstallTest(ScriptTest):
    script = "packaging/install-packages.sh"

    def setUp(self):
        super().setUp()
        self.computer.command("dpkg-query", DPKG_NONE)
        self.computer.command("id", ROOT)

    def test_says_nothing_when_nothing_is_missing(self):
        self.computer.command("dpkg-query", 'printf "alpha installed\\nbeta installed\\n"')
        self.computer.without("apt-get")
        answer = self.computer.run(self.script)
        self.assertEqual((answer.code, answer.out, answer.err), (0, "", ""))

    def test_takes_a_removed_package_for_missing(self):
        self.computer.command("dpkg-query", 'printf "alpha installed\\nbeta config-files\\n"')
        answer = self.computer.run(self.script)
        self.assertIn("missing (1): beta", answer.out)

    def test_no_apt(self):
        self.computer.without("dpkg-query")
        self.assert_plain(self.computer.run(self.script), 3, "apt-get is not here", "Debian 12", "packages.txt")

    def test_neither_root_nor_sudo(self):
        self.computer.command("id", '[[ $1 == -u ]] && echo 1000 || echo anna')
        self.computer.command("apt-get", APT_INSTALLS)
        answer = self.computer.run(self.script)
        self.assert_plain(answer, 3, "as root", "install sudo", "anna")
        self.assertEqual(answer.calls, [])

    def test_sudo_that_refuses(self):
        self.computer.command("id", '[[ $1 == -u ]] && echo 1000 || echo anna')
        self.computer.command("apt-get", APT_INSTALLS)
        for words in ("sudo: a terminal is required to read the password", "anna is not in the sudoers file."):
            self.computer.command("sudo", f'echo "{words}" >&2; exit 1')
            self.assert_plain(self.computer.run(self.script), 3, "sudo refuses", "anna")

    def test_installs_by_sudo_and_tells_how_far_it_is(self):
        self.computer.command("id", '[[ $1 == -u ]] && echo 1000 || echo anna')
        self.computer.command("apt-get", APT_INSTALLS)
        self.computer.command("sudo", 'echo "sudo $1" >> "$CALLS"; exec "$@"')
        answer = self.computer.run(self.script)
        self.assertEqual((answer.code, answer.err), (0, ""))
        self.assertIn("  fetched 20 of 40\n", answer.out)
        self.assertIn("  set up 40 of 40\n", answer.out)
        self.assertEqual(answer.calls.count("sudo env"), 2)
        self.assertTrue(answer.calls[-1].endswith("install -y --no-install-recommends alpha beta"), answer.calls)
        self.assertEqual(list((self.computer.folder / "tmp").iterdir()), [])

    def test_no_network(self):
        self.computer.command("apt-get", apt_that_says(
            "Err:1 archive Temporary failure resolving 'archive'\nE: Unable to locate package alpha"))
        self.assert_plain(self.computer.run(self.script), 3, "archive cannot be reached", "network", "sources.list")

    def test_old_lists_do_when_the_network_is_slow(self):
        self.computer.command("apt-get", 'case " $* " in *" update "*) echo "Temporary failure resolving"; exit 100 ;; esac')
        self.assertEqual(self.computer.run(self.script).code, 0)

    def test_another_system(self):
        self.computer.command("apt-get", apt_that_says("E: Unable to locate package alpha"))
        self.assert_plain(self.computer.run(self.script), 3, "Debian 12", "sources.list")

    def test_full_disk(self):
        self.computer.command("apt-get", apt_that_says("dpkg: error: failed to write: No space left on device"))
        self.assert_plain(self.computer.run(self.script), 3, "disk became full", "free some")
        self.computer.command("df", 'printf "Avail\\n204800\\n"')
        answer = self.computer.run(self.script)
        self.assert_plain(answer, 3, "Only 200 MiB are free", "3072")
        self.assertEqual(answer.calls, [])

    def test_another_installation_is_running(self):
        self.computer.command("apt-get", apt_that_says("E: Could not get lock /var/lib/dpkg/lock-frontend."))
        self.assert_plain(self.computer.run(self.script), 3, "Another program installs", "wait")

    def test_read_only_system(self):
        self.computer.command("apt-get", apt_that_says("dpkg: error: /var/lib/dpkg: Read-only file system"))
        self.assert_plain(self.computer.run(self.script), 3, "disk is read-only")

    def test_what_nobody_foresaw_is_shown(self):
        self.computer.command("apt-get", apt_that_says("E: the moon is in the wrong place"))
        answer = self.computer.run(self.script)
        self.assertEqual(answer.code, 3)
        self.assertIn("the moon is in the wrong place", answer.err)
        self.assertIn("last words stand above", answer.err)

    def test_no_room_for_a_temporary_file(self):
        self.computer.command("apt-get", APT_INSTALLS)
        answer = self.computer.run(self.script, TMPDIR="/nowhere")
        self.assert_plain(answer, 3, "No temporary file", "/nowhere")


if __name__ == "__main__":
    unittest.main()
