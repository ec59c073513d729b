#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh PRESET [TARGET…]: installs what is missing, configures and builds a preset, or these targets of it only.
# Progress goes to standard output.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
preset=${1:-dev}
shift || true
targets=()
if (($#)); then targets=(--target "$@"); fi

"$top/packaging/install-packages.sh"
free_kib=$(df --output=avail -k "$top" | tail -n 1)
if (( free_kib < 3 * 1024 * 1024 )); then
  echo "less than 3 GiB are free here: a build needs about 2 GiB" >&2
  exit 3
fi
cd "$top"
if [[ ! -f build/$preset/build.ninja ]]; then
  echo "configuring build/$preset"
  log=$(mktemp)
  cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 1; }
  rm -f "$log"
fi
if [[ -t 1 ]]; then
  exec cmake --build --preset "$preset" "${targets[@]}"
fi
# Every fiftieth step is progress enough for a log; what went wrong is shown in full length.
NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$preset" "${targets[@]}" 2>&1 | tee "build/$preset/build.log" |
  awk '/^\[/ { if (++n % 50 == 1) print substr($0, 1, 120); wrong = 0 } /error:|^FAILED/ { wrong = 1 } wrong { print substr($0, 1, 400) } { fflush() }'
