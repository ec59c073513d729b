// SPDX-License-Identifier: GPL-3.0-or-later
// A client in Node reads a code.
//   node read_code.mjs BIN PLUGIN FOLDER
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { WebSocket, enter, folder, patience, run, serve, start, until, within } from "./host.mjs";

const text = "BANSHI-INTEROP-2024";

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

async function walk() {
  const simulator = start("banshi-virtual-scanner", "--tty", join(folder, "tty"), "--control", join(folder, "control"),
                          "--triggered", "--aim");
  await within("the simulator", once(simulator.stdout, "data"));
  const uri = await serve("scanner", `serial:${join(folder, "tty")}`, { trigger: "serial", aim: true });
  assert.equal(uri.hostname, "127.0.0.1");
  assert.match(uri.pathname, /^\/xfs4iot\/v1\.0\/scanner\/$/);

  const stranger = new WebSocket(uri);
  const [code] = await within("the door to be shut", once(stranger, "close"));
  assert.equal(code, 1008);
  const client = await enter(uri);
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

await run(walk, "a client in Node walked through status, capabilities, a code, a cancel and a refusal");
