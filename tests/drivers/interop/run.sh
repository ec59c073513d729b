#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches libraries by their lock file and runs clients and service: run.sh BIN PLUGINS. 77 when Node or npm is not here,
# or when npm's archive cannot be reached.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v node >/dev/null && command -v npm >/dev/null || { echo "SKIPPED: node or npm is not here"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$folder/"
if ! (cd "$folder" && timeout 60 npm ci --ignore-scripts --omit=optional --silent); then
  echo "SKIPPED: npm cannot fetch the libraries ws and npos"
  exit 77
fi
node "$here/read_code.mjs" "$1" "$2/banshi-driver-scanner-serial.so" "$folder"
node "$here/read_slip.mjs" "$1" "$2/banshi-driver-receipt-escpos.so" "$folder"
node "$here/serve_printer.mjs" "$1" "$folder"
