#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The units, the generator of the hosts' drop-ins and the polkit rule: systemd_test.py BIN. What systemd itself says of the units
is asked where systemd-analyze is here, and the rule where Node is; the test says so when it is not."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SYSTEMD = pathlib.Path(__file__).resolve().parents[2] / "packaging" / "systemd"
UNIT = SYSTEMD / "banshi-driverhost@.service"
BIN = sys.argv[-1]
MOST_EXPOSED = 20  # tenths; systemd calls up to 2.0 "OK"

MACHINE = """
[[device]]
name = "idcard"
driver = "idcard-sam"
connection = "serial:/dev/serial/by-path/pci-0000"
options = { baud = "115200" }
[[device]]
name = "a4"
driver = "document-ipp"
connection = "ipp://192.0.2.7:631/ipp/print"
[[device]]
name = "pos"
driver = "payterm-zvt"
connection = "tcp:192.0.2.8:20007"
[[device]]
name = "face-camera"
driver = "camera-v4l2"
connection = "http://127.0.0.1:80/face"
[[device]]
name = "lights"
driver = "indicator-gpio"
connection = "sysfs:/sys"
[[device]]
name = "card"
driver = "smartcard-pcsc"
connection = "pcsc:Reader 00"
[[device]]
name = "sorter"
service = "ws://127.0.0.1:5900/xfs4iot/v1.0/sorter/"
"""


# What the rule answers to each of the questions that stand on the command line as JSON.
ASK_RULE = """
let rule;
const polkit = { addRule: (one) => { rule = one; }, Result: { YES: "yes", NOT_HANDLED: "not handled" } };
eval(require("node:fs").readFileSync(process.argv[1], "utf-8"));
const answers = JSON.parse(process.argv[2]).map(({ user, id, ...details }) =>
  rule({ id, lookup: (key) => details[key] }, { user }));
console.log(JSON.stringify(answers));
"""


class SystemdTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def generate(self, machine):
        """Runs the generator; returns its exit code, what it said, and each device's drop-in."""
        file = self.folder / "machine.toml"
        file.write_text(machine, encoding="utf-8")
        out = self.folder / "generated"
        out.mkdir(exist_ok=True)
        run = subprocess.run([sys.executable, "-B", SYSTEMD / "banshi-driverhost-generator", out, out, out],
                             env={**os.environ, "BANSHI_MACHINE_FILE": str(file)}, capture_output=True, text=True, check=False)
        made = {path.parent.name: path.read_text(encoding="utf-8") for path in out.glob("*/device.conf")}
        return run.returncode, run.stderr, made

    def analyze(self, *arguments):
        if shutil.which("systemd-analyze") is None:
            self.skipTest("SKIPPED: systemd-analyze is not here, so systemd was not asked about the unit")
        return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)

    def instance(self):
        """The unit of one device as it stands on a machine, with the host that was built, and with its drop-in."""
        place = self.folder / "units"
        place.mkdir()
        unit = place / "banshi-driverhost@a4.service"
        unit.write_text(UNIT.read_text(encoding="utf-8").replace("/usr/bin", BIN), encoding="utf-8")
        _, _, made = self.generate(MACHINE)
        folder = place / "banshi-driverhost@a4.service.d"
        folder.mkdir()
        (folder / "device.conf").write_text(made["banshi-driverhost@a4.service.d"], encoding="utf-8")
        return unit

    def test_gives_each_device_its_own_address_and_no_other(self):
        code, said, made = self.generate(MACHINE)
        self.assertEqual((code, said), (0, ""))
        self.assertEqual(len(made), 6)
        self.assertIn("IPAddressAllow=192.0.2.7\n", made["banshi-driverhost@a4.service.d"])
        self.assertIn("IPAddressAllow=192.0.2.8\n", made["banshi-driverhost@pos.service.d"])
        for name in ("idcard", "face-camera", "lights", "card"):
            self.assertNotIn("IPAddressAllow", made[f"banshi-driverhost@{name}.service.d"])

    def test_opens_the_kind_of_device_that_the_connection_names(self):
        _, _, made = self.generate(MACHINE)
        self.assertIn("DeviceAllow=char-ttyUSB rw\n", made["banshi-driverhost@idcard.service.d"])
        self.assertIn("DeviceAllow=char-gpiochip rw\n", made["banshi-driverhost@lights.service.d"])
        self.assertNotIn("DeviceAllow", made["banshi-driverhost@a4.service.d"])
        self.assertIn('Environment="BANSHI_OPTIONS={\\"baud\\": \\"115200\\"}"\n', made["banshi-driverhost@idcard.service.d"])

    def test_makes_nothing_of_a_device_that_cannot_be_right(self):
        for entry in ('name = "../x"\ndriver = "d"\nconnection = "tcp:192.0.2.8:1"',
                      'name = "x"\ndriver = "d/../../e"\nconnection = "tcp:192.0.2.8:1"',
                      'name = "x"\ndriver = "d"\nconnection = "tcp:a.name.of.somebody:1"',
                      'name = "x"\ndriver = "d"\nconnection = "serial:/dev/x\\nIPAddressAllow=any"',
                      'name = "x"\ndriver = "d"'):
            code, said, made = self.generate(f"[[device]]\n{entry}\n")
            self.assertEqual((code, made), (1, {}), entry)
            self.assertIn("device", said)
        self.assertEqual(self.generate("[[device")[0], 1)

    def test_systemd_finds_no_fault_in_the_unit(self):
        verified = self.analyze("verify", str(self.instance()))
        self.assertEqual((verified.returncode, verified.stderr), (0, ""))

    def machine_unit(self, name):
        """A unit that there is once, with the programs that were built."""
        place = self.folder / "machine"
        place.mkdir(exist_ok=True)
        for file in SYSTEMD.glob("banshi-*.service"):
            (place / file.name).write_text(file.read_text(encoding="utf-8").replace("/usr/bin", BIN), encoding="utf-8")
        return str(place / name)

    def test_systemd_finds_no_fault_in_the_units_of_kiosk_and_gateway(self):
        for name in ("banshi-kiosk.service", "banshi-gateway.service"):
            unit = self.machine_unit(name)
            verified = self.analyze("verify", unit)
            self.assertEqual((verified.returncode, verified.stderr), (0, ""))
            judged = self.analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", unit)
            self.assertEqual(judged.returncode, 0, judged.stdout[-200:])

    def test_the_gateway_may_hurry_and_says_when_it_is_ready(self):
        lines = (SYSTEMD / "banshi-gateway.service").read_text(encoding="utf-8").splitlines()
        header = (SYSTEMD.parents[1] / "base/include/banshi/base/urgency.h").read_text(encoding="utf-8")
        highest = max(int(number) for number in re.findall(r"^ +[A-Z][a-z]+ = (\d+)", header, re.MULTILINE))
        self.assertIn(f"LimitRTPRIO={highest}", lines)
        self.assertNotIn("RestrictRealtime=yes", lines)
        self.assertIn("Type=notify", lines)
        self.assertIn("NotifyAccess=main", lines)

    def test_the_session_may_lock_the_faces_that_it_compares(self):
        lines = (SYSTEMD / "banshi-kiosk.service").read_text(encoding="utf-8").splitlines()
        limits = [int(line.removeprefix("LimitMEMLOCK=").removesuffix("M")) for line in lines if line.startswith("LimitMEMLOCK=")]
        frame = 1920 * 1080 * 3  # bytes of the largest camera's picture
        self.assertGreaterEqual(limits[0] << 20, 10 * frame)

    def test_the_session_can_read_the_models_that_are_installed(self):
        done = subprocess.run([sys.executable, "-B", SYSTEMD.parent / "install-model.py", "--help"], capture_output=True,
                              text=True, check=True)
        models = pathlib.PurePosixPath(re.search(r"models \((/\S+)\)", " ".join(done.stdout.split()))[1])
        lines = (SYSTEMD / "banshi-kiosk.service").read_text(encoding="utf-8").splitlines()
        hidden = [path.lstrip("-+") for line in lines if line.startswith("InaccessiblePaths=")
                  for path in line.partition("=")[2].split()]
        self.assertTrue(hidden)
        for path in hidden:
            self.assertFalse(models.is_relative_to(path), f"{models} lies in {path}, which the kiosk's unit hides")

    def test_the_rule_lets_the_kiosk_manage_its_hosts_and_nothing_else(self):
        if shutil.which("node") is None:
            self.skipTest("SKIPPED: node is not here, so the rule was not asked")
        manage = "org.freedesktop.systemd1.manage-units"
        host = "banshi-driverhost@idcard.service"
        yes = [{"user": "banshi", "id": manage, "unit": host, "verb": verb} for verb in ("restart", "stop", "kill", "reset-failed")]
        yes.append({"user": "banshi", "id": "org.debian.pcsc-lite.access_card"})
        no = [{"user": "www-data", "id": manage, "unit": host, "verb": "restart"},
              {"user": "banshi", "id": manage, "unit": host, "verb": "set-property"},
              {"user": "banshi", "id": manage, "unit": "ssh.service", "verb": "stop"},
              {"user": "banshi", "id": manage, "unit": "ssh.service banshi-driverhost@a.service", "verb": "stop"},
              {"user": "banshi", "id": manage},
              {"user": "banshi", "id": "org.freedesktop.login1.power-off"}]
        said = subprocess.run(["node", "-e", ASK_RULE, SYSTEMD / "50-banshi.rules", json.dumps(yes + no)],
                              capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(said.stdout), ["yes"] * len(yes) + ["not handled"] * len(no))

    def test_systemd_calls_the_profile_tight(self):
        judged = self.analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(self.instance()))
        self.assertEqual(judged.returncode, 0, judged.stdout[-200:])

    def test_the_profile_says_what_the_architecture_asks(self):
        text = UNIT.read_text(encoding="utf-8").splitlines()
        for line in ("IPAddressDeny=any", "IPAddressAllow=localhost", "DevicePolicy=closed", "NoNewPrivileges=yes",
                     "ProtectSystem=strict", "LoadCredential=host.token:/run/banshi/tokens/%i"):
            self.assertIn(line, text)
        for key in ("MemoryMax=", "SystemCallFilter=", "RestrictAddressFamilies="):
            self.assertTrue(any(line.startswith(key) for line in text), key)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
