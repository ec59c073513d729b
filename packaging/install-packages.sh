#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of packages.txt that are missing. Says plainly when it cannot.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

missing=()
while read -r package _; do
  [[ -z $package || $package == \#* ]] && continue
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done < "$here/packages.txt"
[[ ${#missing[@]} -eq 0 ]] && exit 0

echo "installing ${#missing[@]} packages: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "apt-get is not here: this script knows Debian 12 only. Install these by hand: ${missing[*]}" >&2
  exit 3
fi
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "packages are missing and neither root nor sudo is at hand: ${missing[*]}" >&2
    exit 3
  fi
  as_root=(sudo)
fi
free_kib=$(df --output=avail -k /var | tail -n 1)
if (( free_kib < 3 * 1024 * 1024 )); then
  echo "less than 3 GiB are free on /var: the packages need about 2.5 GiB" >&2
  exit 3
fi
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  echo "apt-get failed (no network? a wrong mirror?); its whole output is in $log" >&2
  exit 3
fi
rm -f "$log"
