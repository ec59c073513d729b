#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# new-driver.sh NAME CLASS [FOLDER]: a compiling driver with tests, simulator and rig in FOLDER (default ./NAME).
# CLASS: any device class of the SDK, or WrappedLibrary for an IdCardReader behind a closed library (WRAPPING.md).
# NAME: small letters, digits and '-', e.g. acme-reader.
set -euo pipefail
top=$(cd "$(dirname "$0")" && pwd)

fail() {
  echo "new-driver.sh: $1" >&2
  exit 2
}

(($# == 2 || $# == 3)) || fail "NAME CLASS [FOLDER]"
name=$1
class=$2
folder=${3:-$name}
[[ $name =~ ^[a-z][a-z0-9-]{1,40}$ && $name != *- && $name != *--* ]] || fail "a name is like acme-reader"
kind=$(sed 's/\([a-z]\)\([A-Z]\)/\1-\2/g' <<<"$class" | tr '[:upper:]' '[:lower:]')
[[ -f $top/$kind/src/example-driver.json ]] || fail "a class is one of: $(cd "$top" && grep -ho '"class": "[A-Za-z]*"' ./*/src/*.json | cut -d'"' -f4 | sort -u | tr '\n' ' ')WrappedLibrary"
[[ ! -e $folder ]] || fail "$folder is there already"

id=${name//-/_}
pascal=$(sed 's/-\([a-z0-9]\)/\U\1/g; s/^./\U&/' <<<"$name")
mkdir -p "$folder"
cp -R "$top/common/." "$top/$kind/." "$folder/"
if [[ -f $folder/with.txt ]]; then # what more this kind needs
  cp -R "$top/$(<"$folder/with.txt")/." "$folder/"
  rm -- "$folder/with.txt"
fi
[[ ! -f $folder/without.txt ]] || (cd "$folder" && xargs rm -- <without.txt) # what this kind has no use for
find "$folder" -type f | while read -r file; do
  sed -i "s/example-driver/$name/g; s/example_driver/$id/g; s/example_device/$id/g; s/ExampleDevice/$pascal/g" "$file"
  fresh=$(sed "s/example-driver/$name/; s/example_device/$id/" <<<"$(basename "$file")")
  [[ $(basename "$file") == "$fresh" ]] || mv "$file" "$(dirname "$file")/$fresh"
done
chmod +x "$folder/simulator/simulator.py"
echo "$folder: a driver of class $class; read its README.md"
