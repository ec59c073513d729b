// SPDX-License-Identifier: GPL-3.0-or-later
// A third party's XFS4IoT service without a line of ours, used because a machine file names it.
//   node serve_printer.mjs BIN FOLDER
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

const [bin, folder] = process.argv.slice(2);
const { WebSocketServer } = createRequire(join(folder, "package.json"))("ws");
const patience = 20; // s

const answers = {
  "Common.Status": { common: { device: "online" }, printer: { media: "notPresent", paper: { upper: "full" } } },
  "Common.Capabilities": { interfaces: [{ name: "Common" }, { name: "Printer" }], printer: { type: { document: true } } },
  "Printer.GetFormList": { formList: ["slip"] },
};
const tokens = []; // that we were shown

function serve(socket, request) {
  if (request.headers.authorization) tokens.push(request.headers.authorization);
  socket.on("message", (data) => {
    const { name, requestId, version } = JSON.parse(data).header;
    const say = (header, payload) => socket.send(JSON.stringify({ header: { name, requestId, version, ...header }, payload }));
    say({ type: "acknowledge" });
    say({ type: "completion", completionCode: name in answers ? "success" : "unsupportedCommand" }, answers[name] ?? {});
  });
}

function machineFile(port) {
  return `[machine]
mode = "development"
device_id = "T-1"
site = { zh = "试验", en = "Test" }
grid_code = "440399001002003"
[panel]
width_mm = 268
height_mm = 476
[platform]
url = "https://127.0.0.1:9"
signature_key = "none.pub"
[face]
matcher = "banshi-rendered-v1"
[[device]]
name = "a4"
class = "DocumentPrinter"
service = "ws://127.0.0.1:${port}/xfs4iot/v1.0/a4/"
`;
}

function device(...order) {
  const where = ["--publisher", join(folder, "run/publisher/publisher.port"), "--token", join(folder, "run/devices.token")];
  return promisify(execFile)(join(bin, "banshi-device"), [...where, "--patience", String(patience), ...order]);
}

let kiosk;

async function walk() {
  const service = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(service, "listening");
  service.on("connection", serve);
  const { port } = service.address();
  const file = join(folder, "machine.toml");
  writeFileSync(file, machineFile(port));
  const env = { ...process.env, QT_QPA_PLATFORM: "offscreen" };
  kiosk = spawn(join(bin, "banshi-kiosk"), ["--config", file], { stdio: "ignore", env });

  const listed = JSON.parse((await device("list", "--json")).stdout);
  assert.deepEqual(listed.map((one) => one.uri), [`ws://127.0.0.1:${port}/xfs4iot/v1.0/a4/`]);
  assert.equal(listed[0].condition, "ok");
  const status = JSON.parse((await device("status", "a4")).stdout);
  assert.deepEqual(status.status, answers["Common.Status"]);
  assert.deepEqual(status.capabilities, answers["Common.Capabilities"]);
  assert.match((await device("send", "a4", "Printer.GetFormList")).stdout, /"slip"/);
  await assert.rejects(device("send", "a4", "Printer.ControlMedia"), { code: 1 });
  assert.deepEqual(tokens, [], "a token of this start was shown to a stranger");
}

try {
  await walk();
  console.log("a service in Node, named in the machine file, was listed, asked and commanded");
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  kiosk?.kill("SIGTERM");
  if (kiosk && kiosk.exitCode === null) await once(kiosk, "exit");
  process.exit();
}
