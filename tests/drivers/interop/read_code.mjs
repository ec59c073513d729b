// SPDX-License-Identifier: GPL-3.0-or-later
// A client that shares no line with ours: publisher and reader of codes in Node, by XFS4IoT's published names alone.
//   node read_code.mjs BIN PLUGIN FOLDER
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { createRequire } from "node:module";
import { join } from "node:path";

const [bin, plugin, folder] = process.argv.slice(2);
const { WebSocket, WebSocketServer } = createRequire(join(folder, "package.json"))("ws");
const patience = 20000; // ms
const text = "BANSHI-INTEROP-2024";

function within(what, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`nothing in time: ${what}`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The messages of one socket: each request's acknowledge and completion, and what came unasked.
class Client {
  #waiting = new Map();
  #lastId = 0;
  #onChange = () => {};
  changes = 0; // of the status, so far

  constructor(socket) {
    this.socket = socket;
    socket.on("message", (data) => this.#receive(JSON.parse(data)));
  }

  #receive({ header, payload }) {
    if (header.type === "unsolicited" && header.name === "Common.StatusChangedEvent") {
      ++this.changes;
      this.#onChange();
    }
    const asked = this.#waiting.get(header.requestId);
    if (!asked || asked.name !== header.name) return;
    if (header.type === "acknowledge") asked.acknowledged = true;
    if (header.type !== "completion") return;
    assert.ok(asked.acknowledged, `${header.name} completed without an acknowledge`);
    this.#waiting.delete(header.requestId);
    asked.done({ header, payload });
  }

  // Several messages may be handled before whoever waits for one of them goes on: so changes are counted.
  changedSince(count) {
    const changed = new Promise((done) => {
      this.#onChange = () => this.changes > count && done();
      this.#onChange();
    });
    return within("a change of status", changed);
  }

  command(name, payload = {}, version = "2.0") {
    const requestId = ++this.#lastId;
    const completion = within(name, new Promise((done) => {
      this.#waiting.set(requestId, { name, done, acknowledged: false });
    }));
    completion.catch(() => {}); // it is awaited later
    this.socket.send(JSON.stringify({ header: { type: "command", name, requestId, version }, payload }));
    return { requestId, completion };
  }

  ask(name, payload, version) {
    return this.command(name, payload, version).completion;
  }
}

async function control(order) {
  const socket = connect(join(folder, "control"));
  await within("the simulator's control", once(socket, "connect"));
  socket.write(JSON.stringify(order) + "\n");
  const [answer] = await within("the simulator's answer", once(socket, "data"));
  const state = JSON.parse(answer);
  assert.equal(state.ok, true);
  socket.destroy();
  return state;
}

// The driver has told its scanner to light up; the scanner has it when its own state says so.
async function untilLit() {
  const end = Date.now() + patience;
  while (!(await control({ do: "state" })).light) assert.ok(Date.now() < end, "the scanner does not light up");
}

const children = [];
const token = randomBytes(32).toString("hex");
function start(program, ...options) {
  const env = { ...process.env, BANSHI_HOST_TOKEN: token };
  const child = spawn(join(bin, program), options, { stdio: ["ignore", "pipe", "inherit"], env });
  children.push(child);
  return child;
}

async function registration(publisher) {
  const [socket] = await within("a host that registers", once(publisher, "connection"));
  const [data] = await within("its registration", once(socket, "message"));
  return JSON.parse(data).payload;
}

async function until(client, isSo) {
  for (;;) {
    const seen = client.changes;
    const { payload } = await client.ask("Common.Status");
    if (isSo(payload)) return;
    await client.changedSince(seen);
  }
}

async function walk() {
  const simulator = start("banshi-virtual-scanner", "--tty", join(folder, "tty"), "--control", join(folder, "control"),
                          "--triggered", "--aim");
  await within("the simulator", once(simulator.stdout, "data"));
  const publisher = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(publisher, "listening");
  const registered = registration(publisher);
  start("banshi-driverhost", "--plugin", plugin, "--name", "scanner", "--connection", `serial:${join(folder, "tty")}`,
        "--options", '{"trigger":"serial","aim":true}', "--mode", "development", "--parent", String(process.pid),
        "--publisher", `ws://127.0.0.1:${publisher.address().port}/xfs4iot/v1.0/`);
  const service = await registered;
  const uri = new URL(service.serviceURI ?? service.uri);
  assert.equal(uri.hostname, "127.0.0.1");
  assert.match(uri.pathname, /^\/xfs4iot\/v1\.0\/scanner\/$/);

  const stranger = new WebSocket(uri);
  const [code] = await within("the door to be shut", once(stranger, "close"));
  assert.equal(code, 1008);
  const socket = new WebSocket(uri, { headers: { Authorization: `Bearer ${token}` } });
  await within("the host's door", once(socket, "open"));
  const client = new Client(socket);
  await until(client, (status) => status.common.device === "online");
  const capabilities = await client.ask("Common.Capabilities");
  assert.equal(capabilities.header.completionCode, "success");
  assert.ok(capabilities.payload.interfaces.some((one) => one.name === "BarcodeReader"));

  const reading = client.command("BarcodeReader.Read", { symbologies: { qrCode: true } });
  await until(client, (status) => status.barcodeReader.scanner === "on");
  await untilLit();
  await control({ do: "scan", text });
  const read = await reading.completion;
  assert.equal(read.header.completionCode, "success");
  assert.equal(Buffer.from(read.payload.readOutput[0].barcodeData, "base64").toString(), text);

  const waiting = client.command("BarcodeReader.Read");
  assert.equal((await client.ask("Common.Cancel", { requestIds: [waiting.requestId] })).header.completionCode, "success");
  assert.equal((await waiting.completion).header.completionCode, "canceled");

  const unknown = await client.ask("CashDispenser.Dispense");
  assert.equal(unknown.header.completionCode, "invalidCommand");
}

try {
  await walk();
  console.log("a client in Node walked through status, capabilities, a code, a cancel and a refusal");
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  for (const child of children) child.kill("SIGKILL");
  process.exit();
}
