#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that installs a face model, from a web server that cuts off, redirects and talks nonsense."""
import unittest

from model_case import NETWORK, ModelCase, sum_of


class ModelTransferTest(ModelCase):
    def test_installs_from_a_server_and_does_not_fetch_twice(self):
        self.assertEqual(self.from_server().returncode, 0)
        self.assert_installed()
        self.server.asked.clear()
        self.assertEqual(self.from_server().returncode, 0)
        self.assertEqual([path for path, _ in self.server.asked], ["/m/made-up.model.toml"])

    def test_goes_on_after_a_cut_where_it_stopped(self):
        self.server.cut = 700_000
        cut = self.from_server()
        self.assertEqual(cut.returncode, 3, cut.stderr)
        self.assert_nothing_installed()
        self.server.asked.clear()
        done = self.from_server()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(("/m/net.onnx", 700_000), self.server.asked)
        self.assert_installed()

    def test_begins_anew_where_the_server_knows_no_ranges(self):
        self.server.cut, self.server.ranges = 700_000, False
        self.assertEqual(self.from_server().returncode, 3)
        self.assertEqual(self.from_server().returncode, 0)
        self.assert_installed()

    def test_a_part_that_is_longer_than_the_network_is_begun_anew(self):
        self.into.mkdir()
        (self.into / "net.onnx.part").write_bytes(bytes(len(NETWORK) + 5))
        self.assertEqual(self.from_server().returncode, 0)
        self.assert_installed()

    def test_a_manifest_over_plain_http_needs_its_sum(self):
        self.assertEqual(self.run_script(self.address).returncode, 1)
        self.assertEqual(self.run_script(self.address, "--sum", "0" * 64).returncode, 1)
        self.assert_nothing_installed()

    def test_a_manifest_over_https_is_believed_unless_it_is_redirected_to_plain_http(self):
        secure = self.serve_https()
        address = f"https://127.0.0.1:{secure.server_port}/m/made-up.model.toml"
        secure.moved["/m/made-up.model.toml"] = self.address
        redirected = self.run_script(address)
        self.assertEqual(redirected.returncode, 1, redirected.stderr)
        self.assertIn("redirects to http://", redirected.stderr)
        self.assert_nothing_installed()
        self.assertEqual(self.run_script(address, "--sum", sum_of(self.manifest)).returncode, 0)
        (self.into / "net.onnx").unlink()
        secure.moved = {"/m/made-up.model.toml": "/n/made-up.model.toml",
                        "/m/net.onnx": self.address.replace("made-up.model.toml", "net.onnx")}
        secure.files["/n/made-up.model.toml"] = self.manifest
        self.assertEqual(self.run_script(address).returncode, 0)  # the network's sum stands in the manifest
        self.assert_installed()

    def test_an_answer_that_is_no_http_or_ends_early_is_said_in_plain_words(self):
        whole = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        for path, nonsense in (("/m/made-up.model.toml", b"SSH-2.0-x\r\n"), ("/m/net.onnx", b"SSH-2.0-x\r\n"),
                               ("/m/made-up.model.toml", whole + b"40\r\nab"), ("/m/net.onnx", whole + b"40\r\nab"),
                               ("/m/made-up.model.toml", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nab")):
            self.server.nonsense = {path: nonsense}
            done = self.from_server()
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("give the command again", done.stderr)
            self.assert_nothing_installed()

    def test_a_part_that_is_whole_is_not_fetched_again(self):
        self.into.mkdir()
        (self.into / "net.onnx.part").write_bytes(NETWORK)
        self.assertEqual(self.from_server().returncode, 0)
        self.assertEqual([path for path, _ in self.server.asked], ["/m/made-up.model.toml"])
        self.assert_installed()

    def test_says_what_is_not_there(self):
        for source in (self.stick, self.stick / "none.model.toml"):
            self.assertEqual(self.run_script(source).returncode, 3)
        del self.server.files["/m/net.onnx"]
        gone = self.from_server()
        self.assertEqual(gone.returncode, 3)
        self.assertIn("404", gone.stderr)
        self.server.shutdown()
        self.server.server_close()
        self.assertEqual(self.from_server().returncode, 3)


if __name__ == "__main__":
    unittest.main()
