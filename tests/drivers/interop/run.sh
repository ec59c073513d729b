#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Fetches the WebSocket library by its lock file and runs client and service: run.sh BIN PLUGIN. 77 when Node or npm is not here,
# or when npm's archive cannot be reached.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
command -v node >/dev/null && command -v npm >/dev/null || { echo "SKIPPED: node or npm is not here"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$folder/"
if ! (cd "$folder" && timeout 60 npm ci --ignore-scripts --silent); then
  echo "SKIPPED: npm cannot fetch the library ws"
  exit 77
fi
node "$here/read_code.mjs" "$1" "$2" "$folder"
node "$here/serve_printer.mjs" "$1" "$folder"
