// SPDX-License-Identifier: GPL-3.0-or-later
// What the receipt printer's driver wrote, read by somebody else: `npos` cuts the bytes into commands and text.
//   node read_slip.mjs BIN PLUGIN FOLDER
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { enter, folder, fromNpm, run, serve, start, until, within } from "./host.mjs";

const npos = fromNpm("npos");
const iconv = fromNpm("iconv-lite");
// npos knows every command that is used here but one: two-dimensional codes, GS ( k with a length of 16 bits.
npos.rules[npos.symbols.GS]["(k"] = [0, "d16"];

const qr = "https://banshi.example/t/1?编号=440399";
const lines = [
  { kind: "text", text: "水费缴纳回执", size: 2, align: "center", bold: true },
  { kind: "rule" },
  { kind: "text", text: "Water bill 第3季度：已缴" },
  { kind: "pair", left: "金额", right: "36.50 元", bold: true },
  { kind: "text", text: "办理时间 2024-05-06 07:08", align: "right" },
  { kind: "qr", data: qr },
];

// All bytes that went to the printer, of which the slip begins with ESC @.
function written(record) {
  const sent = readFileSync(record, "utf8").split("\n").filter((line) => line.startsWith("> "));
  const slip = sent.find((line) => line.startsWith("> 1b40"));
  assert.ok(slip, "no slip was written");
  return Buffer.from(slip.slice(2), "hex");
}

// The slip as commands (`GSV 42 00`) and texts, in their order.
function decode(bytes) {
  const { error, tree } = npos.parser(npos.rules).analyze(bytes);
  assert.ifError(error);
  assert.equal(tree.reduce((end, { offset, length }) => (assert.equal(offset, end), offset + length), 0), bytes.length);
  return tree.map(({ ascii, fn, offset, length }) => {
    const part = bytes.subarray(offset, offset + length);
    if (ascii === "STX") return { text: iconv.decode(part, "gb18030") };
    return { name: ascii + fn, parameters: part.subarray(1 + fn.length) };
  });
}

// The printed lines with what was in force when they were printed.
function printed(parts) {
  const page = { lines: [], cuts: [], codes: [], end: [] };
  const now = { size: 0, bold: 0, align: 0 };
  const set = { "GS!": "size", ESCE: "bold", ESCa: "align" };
  for (const { text, name, parameters } of parts) {
    if (text !== undefined) for (const line of text.split("\n").slice(0, -1)) page.lines.push({ text: line, ...now });
    else if (name in set) now[set[name]] = parameters[0];
    else if (name === "GSV") page.cuts.push([page.lines.length, page.codes.length, ...parameters]);
    else if (name === "GS(k" && parameters[3] === 80) page.codes.push({ text: parameters.subarray(5).toString(), printed: false });
    else if (name === "GS(k" && parameters[3] === 81) page.codes.at(-1).printed = true;
    else if (name === "GSr") page.end.push(parameters[0]);
  }
  return page;
}

async function walk() {
  const simulator = start("banshi-virtual-receipt", "--tty", join(folder, "printer"), "--out", folder, "--line-ms", "1");
  await within("the simulator", once(simulator.stdout, "data"));
  const record = join(folder, "slip.record");
  const client = await enter(await serve("receipt", `serial:${join(folder, "printer")}`, { record }));
  await until(client, (status) => status.common.device === "online");
  const { header } = await client.ask("Printer.PrintSlip", { slipId: "slip-1", lines }, "1.0");
  assert.equal(header.completionCode, "success", header.errorDescription);

  const page = printed(decode(written(record)));
  const plain = { size: 0, bold: 0, align: 0 };
  assert.deepEqual(page.lines, [
    { text: "水费缴纳回执", size: 0x11, bold: 1, align: 1 },
    { ...plain, text: "─".repeat(24) },
    { ...plain, text: "Water bill 第3季度：已缴" },
    { ...plain, text: `金额${" ".repeat(36)}36.50 元`, bold: 1 },
    { ...plain, text: "办理时间 2024-05-06 07:08", align: 2 },
  ]);
  assert.deepEqual(page.codes, [{ text: qr, printed: true }]);
  const cut = [0x42, 0];
  assert.deepEqual(page.cuts, [[0, 0, ...cut], [page.lines.length, 1, ...cut]],
    "what an earlier run may have left hanging falls before the slip, and the slip is cut behind everything");
  assert.deepEqual(page.end, [1], "the end of the slip is asked for once");
}

await run(walk, "npos read a slip's Chinese text, code and cut from the bytes that the driver wrote");
