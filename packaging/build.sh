#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh PRESET: installs what is missing, configures and builds a preset. Progress goes to standard output.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
preset=${1:-dev}

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
# BANSHI_KEEP_GOING=1: build whatever builds, and say what did not; the programs themselves must.
more=()
[[ -n ${BANSHI_KEEP_GOING:-} ]] && more=(-- -k 0)
status=0
if [[ -t 1 ]]; then
  cmake --build --preset "$preset" "${more[@]}" || status=$?
else
  # Every fiftieth step is progress enough for a log.
  NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$preset" "${more[@]}" >"build/$preset/build.log" 2>&1 || status=$?
  awk '/^\[/ && ++n % 50 == 1 { print substr($0, 1, 120) } /error:|^FAILED/ { print substr($0, 1, 240) }' "build/$preset/build.log"
fi
if [[ $status -ne 0 && -z ${BANSHI_KEEP_GOING:-} ]]; then
  exit "$status"
fi
