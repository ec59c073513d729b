#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The template of each class at length: long.sh [CLASS…], by default every class that a plug-in may have. Each is built, tested
# and proven outside the tree against the installed SDK, one after the other. Builds nothing of the tree: BANSHI_BUILD names a
# finished build folder. Ends with 1 when one has failed.
set -euo pipefail
top=$(cd "$(dirname "$0")/../../.." && pwd)
build=$(realpath "${BANSHI_BUILD:-$top/build/dev}")
classes=("$@")
if ((${#classes[@]} == 0)); then
  mapfile -t classes < <(python3 -c 'import json, sys; print(*json.load(open(sys.argv[1]))["properties"]["class"]["enum"], sep="\n")' \
    "$top/drivers/protocol/schema/driver-metadata.schema.json")
fi
failed=0
for class in "${classes[@]}"; do
  echo "== $class"
  python3 -B "$top/tests/drivers/template/walk.py" --source "$top" --build "$build" --class "$class" || failed=1
done
exit $failed
