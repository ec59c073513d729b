#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that installs a face model, from a memory stick."""
import contextlib
import io
import subprocess
import sys
import unittest
from unittest import mock

from model_case import NETWORK, SCRIPT, VOTE, ModelCase, sum_of

OF_THE_FIELD = SCRIPT.parent / "models" / "dlib-resnet-v1.model.toml"


class ModelTest(ModelCase):
    def test_installs_from_a_memory_stick_and_says_what_to_write_into_the_machines_file(self):
        self.fill_stick()
        done = self.run_script(self.stick)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f'matcher = "{self.into / "made-up.model.toml"}"', done.stdout)
        self.assertIn("100 %", done.stderr)
        self.assert_installed()

    def test_installs_a_network_for_prints_and_screens_and_says_its_own_entry(self):
        vote = VOTE.format(sum=sum_of(NETWORK))
        self.fill_stick(manifest=vote.encode())
        done = self.run_script(self.stick)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f'liveness = "{self.into / "made-up.model.toml"}"', done.stdout)
        self.fill_stick(manifest=vote.replace("crop = 2.7\n", "").encode())
        done = self.run_script(self.stick)
        self.assertEqual(done.returncode, 1)
        self.assertIn("crop", done.stderr)

    def test_a_changed_network_is_thrown_away(self):
        self.fill_stick(network=NETWORK[:-1] + b"?")
        self.assertEqual(self.run_script(self.stick).returncode, 1)
        self.assertEqual(list(self.into.iterdir()), [])

    def test_a_damaged_network_of_before_is_replaced(self):
        self.fill_stick()
        self.into.mkdir()
        (self.into / "net.onnx").write_bytes(b"old")
        self.assertEqual(self.run_script(self.stick / "made-up.model.toml").returncode, 0)
        self.assert_installed()

    def test_refuses_manifests_that_are_none_and_files_elsewhere(self):
        for wrong in (b"<html>", b"\xff\xfe", self.manifest.replace(b"licence", b"license"),
                      self.manifest.replace(b"net.onnx", b"../net.onnx"), self.manifest + b"#" * 70_000,
                      self.manifest.replace(b'sha256 = "', b'sha256 = "x')):
            self.fill_stick(manifest=wrong)
            self.assertEqual(self.run_script(self.stick).returncode, 1, wrong[:40])
            self.assert_nothing_installed()

    def test_the_manifest_of_the_fields_network_is_refused_until_the_site_has_named_the_sum(self):
        text = OF_THE_FIELD.read_text(encoding="utf-8")
        (self.stick / OF_THE_FIELD.name).write_text(text, encoding="utf-8")
        (self.stick / "dlib_face_recognition_resnet_model_v1.dat").write_bytes(NETWORK)
        refused = self.run_script(self.stick)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("sha256", refused.stderr)
        self.assert_nothing_installed()
        (self.stick / OF_THE_FIELD.name).write_text(text.replace('sha256 = ""', f'sha256 = "{sum_of(NETWORK)}"'), encoding="utf-8")
        self.assertEqual(self.run_script(self.stick).returncode, 0)
        self.assertEqual((self.into / "dlib_face_recognition_resnet_model_v1.dat").read_bytes(), NETWORK)

    def test_both_files_lie_ready_before_the_first_of_the_old_pair_is_replaced(self):
        self.fill_stick()
        self.into.mkdir()
        old = {"net.onnx": b"old", "made-up.model.toml": b"old manifest"}
        for name, data in old.items():
            (self.into / name).write_bytes(data)
        script = self.the_script()
        arguments = mock.Mock(manifest=str(self.stick), into=str(self.into), sum=None)
        with mock.patch.object(script.os, "replace", side_effect=KeyboardInterrupt), contextlib.redirect_stderr(io.StringIO()):
            self.assertRaises(KeyboardInterrupt, script.install, arguments)
        self.assertEqual({name: (self.into / name).read_bytes() for name in old}, old)
        self.assertEqual((self.into / "net.onnx.part").read_bytes(), NETWORK)
        self.assertEqual((self.into / "made-up.model.toml.new").read_bytes(), self.manifest)
        self.assertEqual(self.run_script(self.stick).returncode, 0)
        self.assert_installed()

    def test_what_is_installed_can_be_read_by_the_machines_own_user(self):
        self.fill_stick()
        done = subprocess.run(["sh", "-c", 'umask 077; exec "$@"', "sh", sys.executable, "-B", SCRIPT, self.stick, "--into",
                               self.into], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.into.stat().st_mode & 0o777, 0o755)
        self.assertEqual({path.stat().st_mode & 0o777 for path in self.into.iterdir()}, {0o644})


if __name__ == "__main__":
    unittest.main()
