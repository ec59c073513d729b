#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build.sh PRESET [TARGET…]: installs what is missing, configures and builds a preset, or these targets of it only.
# Progress goes to standard output. Says plainly when it cannot (3): no disk, a folder that cannot be written.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/packaging/plain-words.sh"
preset=${1:-dev}
shift || true
needed_kib=$((12 * 1024 * 1024)) # a whole build, tests included, takes some 10 GiB
targets=()
if (($#)); then
  targets=(--target "$@")
  needed_kib=$((4 * 1024 * 1024)) # what the demo needs takes some 3 GiB
fi
folder=$top/build/$preset

"$top/packaging/install-packages.sh"
cd "$top"
presets=$(cmake --list-presets=build | sed -n 's/^ *"\([^"]*\)".*/\1/p')
grep -Fqx -- "$preset" <<<"$presets" || usage "There is no preset '$preset'; there are: ${presets//$'\n'/, }."
need_folder "$folder"
foreign=$(find "$folder" -maxdepth 1 ! -writable -print -quit)
[[ -z $foreign ]] ||
  miss "$foreign cannot be written by $(id -un) (another user built here): remove $folder, or run 'sudo chown -R $(id -un) $folder'."
# What stands there already needs no room again.
free=$(free_kib "$folder")
there=$(du -sk "$folder" | cut -f 1)
((free + there >= needed_kib)) ||
  miss "Only $((free / 1024)) MiB are free on the disk of $folder and the build needs $(((needed_kib - there) / 1024)): free some, then run this again."

# fail WHAT LOG: the end, because a step failed; a disk that became full and a compiler that was killed are told apart.
fail() {
  if (($(free_kib "$folder") < 16 * 1024)) || grep -qs 'No space left on device' "$2"; then
    miss "The disk of $folder became full: free some, then run this again; it goes on where it stopped."
  elif grep -qs 'Killed signal terminated program' "$2"; then
    miss "The compiler was killed because memory ran out: close other programs, or build in one job with CMAKE_BUILD_PARALLEL_LEVEL=1."
  fi
  echo "$1 failed; its whole output is in $2." >&2
  exit 1
}

anew=()
if [[ -f $folder/CMakeCache.txt ]] && ! grep -Fqx "CMAKE_HOME_DIRECTORY:INTERNAL=$top" "$folder/CMakeCache.txt"; then
  echo "build/$preset was configured for another folder"
  anew=(--fresh)
fi
if [[ ! -f $folder/build.ninja || ${#anew[@]} -gt 0 ]]; then
  echo "configuring build/$preset"
  if ! cmake --preset "$preset" "${anew[@]}" >"$folder/configure.log" 2>&1; then
    grep -s -A 8 '^CMake Error' "$folder/configure.log" >&2 || true
    fail "Configuring build/$preset" "$folder/configure.log"
  fi
fi

# On a terminal one line counts the steps; for a log every fiftieth is progress enough. What went wrong is shown in full
# length.
show_steps() {
  local steps=0 wrong=no line columns=0
  if [[ -t 1 ]]; then columns=$(tput cols 2>/dev/null || echo 80); fi
  while IFS= read -r line; do
    case $line in
      \[*)
        wrong=no
        if ((columns > 0)); then printf '\r\033[K%s' "${line:0:columns-1}"
        elif ((steps++ % 50 == 0)); then printf '%s\n' "${line:0:120}"; fi ;;
      FAILED*|*error:*) wrong=yes; if ((columns > 0)); then echo; fi ;;
    esac
    if [[ $wrong == yes ]]; then printf '%s\n' "${line:0:400}"; fi
  done
  if ((columns > 0)); then echo; fi
}

answer=0
NINJA_STATUS='[%f/%t %es] ' cmake --build --preset "$preset" "${targets[@]}" 2>&1 |
  tee "$folder/build.log" 2>/dev/null | show_steps || answer=${PIPESTATUS[0]}
((answer == 0)) || fail "Building build/$preset" "$folder/build.log"
