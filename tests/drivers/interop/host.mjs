// SPDX-License-Identifier: GPL-3.0-or-later
// A publisher and a client of driver hosts that share no line with ours: XFS4IoT's published names alone.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

export const [bin, plugin, folder] = process.argv.slice(2);
export const fromNpm = createRequire(join(folder, "package.json"));
export const { WebSocket, WebSocketServer } = fromNpm("ws");
export const patience = 20000; // ms

export function within(what, promise) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`nothing in time: ${what}`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The messages of one socket: each request's acknowledge and completion, and what came unasked.
export class Client {
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

const children = [];
export const token = randomBytes(32).toString("hex");
export function start(program, ...options) {
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

// Starts the driver's host for `connection`; the address where it serves.
export async function serve(name, connection, options) {
  const publisher = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(publisher, "listening");
  const registered = registration(publisher);
  start("banshi-driverhost", "--plugin", plugin, "--name", name, "--connection", connection, "--options",
        JSON.stringify(options), "--mode", "development", "--parent", String(process.pid), "--publisher",
        `ws://127.0.0.1:${publisher.address().port}/xfs4iot/v1.0/`);
  const service = await registered;
  return new URL(service.serviceURI ?? service.uri);
}

export async function enter(uri) {
  const socket = new WebSocket(uri, { headers: { Authorization: `Bearer ${token}` } });
  await within("the host's door", once(socket, "open"));
  return new Client(socket);
}

export async function until(client, isSo) {
  for (;;) {
    const seen = client.changes;
    const { payload } = await client.ask("Common.Status");
    if (isSo(payload)) return;
    await client.changedSince(seen);
  }
}

export async function run(walk, what) {
  try {
    await walk();
    console.log(what);
  } catch (fault) {
    console.error(fault);
    process.exitCode = 1;
  } finally {
    for (const child of children) child.kill("SIGKILL");
    process.exit();
  }
}
