#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures, and prints one JSON object per line: run.sh [NAME…] [--runs N] [--seed S] [--only-against]
# Builds first (preset: BANSHI_PRESET, default dev) unless BANSHI_BUILD names a finished build folder.
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
. "$top/packaging/plain-words.sh"
preset=${BANSHI_PRESET:-dev}
if [[ -z ${BANSHI_BUILD:-} ]]; then
  "$top/packaging/build.sh" "$preset" >&2
  BANSHI_BUILD=$top/build/$preset
fi
[[ -x $BANSHI_BUILD/bin/banshi-bench ]] ||
  miss "$BANSHI_BUILD has no bin/banshi-bench: let BANSHI_BUILD name a finished build folder, or leave it out."
exec "$BANSHI_BUILD/bin/banshi-bench" --source "$top" "$@"
