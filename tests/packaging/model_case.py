# SPDX-License-Identifier: GPL-3.0-or-later
"""What all tests of the script that installs a face model hold: a model, a memory stick, a web server that misbehaves."""
import hashlib
import http.server
import importlib.util
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


class ModelCase(unittest.TestCase):
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
