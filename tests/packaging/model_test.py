#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that installs a face model: from a folder and from a web server of this test's own that misbehaves."""
import contextlib
import hashlib
import http.server
import importlib.util
import io
import os
import pathlib
import random
import ssl
import subprocess
import sys
import tempfile
import threading
import unittest
from unittest import mock

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "install-model.py"
OF_THE_FIELD = SCRIPT.parent / "models" / "dlib-resnet-v1.model.toml"
NETWORK = random.Random(1).randbytes(1_500_000)
MANIFEST = """[model]
id = "made-up"
file = "net.onnx"
sha256 = "{sum}"
licence = "Apache-2.0"
source = "a vendor"
metric = "cosine"
[input]
width = 112
height = 112
left_eye_x = 38.3
right_eye_x = 73.5
eye_y = 51.6
order = "rgb"
[threshold]
accept = 0.5
reject = 0.3
measured_on = "nothing"
"""
VOTE = """[model]
id = "made-up vote"
file = "net.onnx"
kind = "onnx-liveness"
sha256 = "{sum}"
licence = "Apache-2.0"
source = "a vendor"
[input]
width = 80
height = 80
crop = 2.7
order = "bgr"
[output]
classes = 3
person = 1
[threshold]
person = 0.5
measured_on = "nothing"
"""


def sum_of(data):
    return hashlib.sha256(data).hexdigest()


class Shelf(http.server.BaseHTTPRequestHandler):
    """Serves the server's `files`; its `cut` ends the first answer for the network early, `ranges` False ignores Range,
    `moved` is where each path redirects to, `nonsense` what is answered in place of HTTP to a path."""

    def do_GET(self):  # pylint: disable=invalid-name
        if self.path in self.server.moved:
            self.send_response(302)
            self.send_header("Location", self.server.moved[self.path])
            self.end_headers()
            return
        if self.path in self.server.nonsense:
            self.wfile.write(self.server.nonsense[self.path])
            return
        data = self.server.files.get(self.path)
        if data is None:
            self.send_error(404)
            return
        asked = self.headers.get("Range")
        start = int(asked.removeprefix("bytes=").split("-")[0]) if asked and self.server.ranges else 0
        self.server.asked.append((self.path, start))
        if start >= len(data):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        end = len(data)
        if self.server.cut and self.path.endswith(".onnx"):
            end, self.server.cut = self.server.cut, 0
        self.wfile.write(data[start:end])

    def log_message(self, *_):
        pass


class ModelTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.into = pathlib.Path(self.folder.name) / "models"
        self.stick = pathlib.Path(self.folder.name) / "stick"
        self.stick.mkdir()
        self.manifest = MANIFEST.format(sum=sum_of(NETWORK)).encode()
        self.server = self.serve()
        self.address = f"http://127.0.0.1:{self.server.server_port}/m/made-up.model.toml"

    def serve(self, tls=None):
        """Another server with the manifest and its network."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        server.files = {"/m/made-up.model.toml": self.manifest, "/m/net.onnx": NETWORK}
        server.asked, server.cut, server.ranges, server.moved, server.nonsense = [], 0, True, {}, {}
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server

    def serve_https(self):
        """The same over https; the script is told to trust its certificate."""
        key, certificate = pathlib.Path(self.folder.name) / "key.pem", pathlib.Path(self.folder.name) / "tls.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-subj", "/CN=model", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key,
                        "-out", certificate], check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate, key)
        self.enterContext(mock.patch.dict(os.environ, SSL_CERT_FILE=str(certificate)))
        return self.serve(tls)

    def fill_stick(self, network=NETWORK, manifest=None):
        (self.stick / "made-up.model.toml").write_bytes(manifest or self.manifest)
        (self.stick / "net.onnx").write_bytes(network)

    def run_script(self, *arguments):
        done = subprocess.run([sys.executable, "-B", SCRIPT, *map(str, arguments), "--into", self.into],
                              capture_output=True, text=True, check=False, timeout=60)
        self.assertNotIn("Traceback", done.stderr)
        return done

    def the_script(self):
        """The script as a module, to be looked into and disturbed."""
        spec = importlib.util.spec_from_file_location("install_model", SCRIPT)
        script = importlib.util.module_from_spec(spec)
        with mock.patch.object(sys, "dont_write_bytecode", True):
            spec.loader.exec_module(script)
        return script

    def from_server(self):
        return self.run_script(self.address, "--sum", sum_of(self.manifest))

    def assert_installed(self):
        self.assertEqual((self.into / "net.onnx").read_bytes(), NETWORK)
        self.assertEqual((self.into / "made-up.model.toml").read_bytes(), self.manifest)
        self.assertEqual(sorted(path.name for path in self.into.iterdir()), ["made-up.model.toml", "net.onnx"])

    def assert_nothing_installed(self):
        left = [path.name for path in self.into.iterdir()] if self.into.exists() else []
        self.assertFalse([name for name in left if not name.endswith(".part")], left)

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
