#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Formats the tree's C++ as .clang-format says: format.sh [--check]. With --check nothing is written: what differs is
# named, and the answer is 1. Answers 3 when clang-format-16 is not installed.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v clang-format-16 >/dev/null; then
  echo "clang-format-16 is not here: apt-get install clang-format-16" >&2
  exit 3
fi
how=(-i)
[[ ${1:-} == --check ]] && how=(--dry-run -Werror)
git ls-files -z --cached --others --exclude-standard '*.cpp' '*.h' |
  xargs -0 -P "$(nproc)" -n 40 clang-format-16 "${how[@]}"
