#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs clang-tidy 16 with the allow-list of .clang-tidy: tidy.sh [FILE-PATTERN…] (all sources without one).
# Works on a finished build folder (BANSHI_BUILD, default build/ci: generated headers are needed). JOBS=N, default 1.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
build=${BANSHI_BUILD:-$top/build/ci}

if ! command -v clang-tidy-16 run-clang-tidy-16 >/dev/null; then
  echo "clang-tidy-16 is not here: apt-get install clang-tidy-16" >&2
  exit 3
fi
if [[ ! -f $build/compile_commands.json ]]; then
  echo "$build is not configured: packaging/build.sh ci" >&2
  exit 3
fi
# Flags that GCC alone knows go, and so do precompiled headers: each source names what it includes.
commands=$(mktemp -d)
trap 'rm -rf "$commands"' EXIT
python3 - "$build/compile_commands.json" "$commands/compile_commands.json" <<'PYTHON'
import json, re, sys
entries = json.load(open(sys.argv[1], encoding="utf-8"))
kept = []
for entry in entries:
    if "_autogen" in entry["file"] or "cmake_pch" in entry["file"] or entry["file"].startswith(sys.argv[1].rsplit("/", 1)[0] + "/"):
        continue
    entry["command"] = re.sub(r"^.*?(\S*g\+\+) ", r"\1 ", entry["command"], count=1)
    entry["command"] = re.sub(r" -(fpch-preprocess|Winvalid-pch)\b", "", entry["command"])
    # Boost 1.74 knows clang's coroutines by their experimental name only.
    entry["command"] += " -DBOOST_ASIO_HAS_CO_AWAIT=1 -DBOOST_ASIO_HAS_STD_COROUTINE=1"
    entry["command"] = re.sub(r" -include \S*cmake_pch\.hxx", "", entry["command"])
    kept.append(entry)
json.dump(kept, open(sys.argv[2], "w", encoding="utf-8"))
PYTHON
exec nice -n 10 run-clang-tidy-16 -quiet -j "${JOBS:-1}" -p "$commands" "${@:-.}"
