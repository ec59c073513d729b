#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds (preset: BANSHI_PRESET, default ci) and runs all tests; arguments go to ctest:
#   tests/run.sh -L unit        tests/run.sh -R queue --verbose
# Three tests at once on two cores: most of them wait more than they work.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
preset=${BANSHI_PRESET:-ci}

"$top/packaging/build.sh" "$preset"
cd "$top"
exec ctest --test-dir "build/$preset" --output-on-failure --no-tests=error --timeout 900 -j 3 "$@"
