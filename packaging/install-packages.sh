#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages of packages.txt that are missing, as root or by sudo, and tells how far it is.
# Says plainly when it cannot (3): no apt, no rights, no disk, no network.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/plain-words.sh"

needed_kib=$((3 * 1024 * 1024)) # packages and their archives take about 2.5 GiB

declare -A here_already=()
while read -r package state; do
  [[ $state == installed ]] && here_already[$package]=yes
done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' 2>/dev/null)
missing=()
while read -r package _; do
  [[ -z $package || $package == \#* || -n ${here_already[$package]:-} ]] || missing+=("$package")
done <"$here/packages.txt"
((${#missing[@]} == 0)) && exit 0

echo "packages that are missing (${#missing[@]}): ${missing[*]}"
command -v apt-get >/dev/null ||
  miss "apt-get is not here: Banshi is built on Debian 12; use one, or install by hand what packaging/packages.txt lists."
as_root=()
if [[ $(id -u) -ne 0 ]]; then
  command -v sudo >/dev/null ||
    miss "Packages are missing, and they need root: run this as root, or install sudo and let $(id -un) use it."
  as_root=(sudo)
fi
free=$(free_kib /var)
((free >= needed_kib)) ||
  miss "Only $((free / 1024)) MiB are free on the disk of /var and the packages need $((needed_kib / 1024)): free some, then run this again."
log=$(mktemp 2>/dev/null) ||
  miss "No temporary file can be made in ${TMPDIR:-/tmp}: free some space there, or let TMPDIR name another folder."

# One line for every twenty packages that came, were unpacked, were set up.
show_packages() {
  local all=0 fetched=0 unpacked=0 ready=0 line
  tell() { if (($2 % 20 == 0 || $2 == all)); then echo "  $1 $2 of $all"; fi; }
  while IFS= read -r line; do
    case $line in
      *' newly installed'*) all=${line%% newly installed*}; all=${all##* } ;;
      Get:*) ((all == 0)) || tell fetched $((++fetched)) ;;
      'Unpacking '*) tell unpacked $((++unpacked)) ;;
      'Setting up '*) tell 'set up' $((++ready)) ;;
    esac
  done
}

# apt ARGUMENT…: apt-get with its output in the log; the answer is apt-get's, or sudo's 1.
apt() {
  local answer=0
  "${as_root[@]}" env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 "$@" \
    </dev/null 2>&1 | tee -a "$log" | show_packages || answer=${PIPESTATUS[0]}
  return "$answer"
}

says() { grep -Eqi "$1" "$log"; }

# Why apt-get failed, from what it said.
explain() {
  if says '^sudo: |sudoers|is not allowed to (run|execute)'; then
    miss "sudo refuses to install packages for $(id -un): run this as root or as a user whom sudo lets, in a terminal when it asks for a password."
  elif says 'no space left|enough free space'; then
    miss "The disk became full while packages were installed: free some, then run this again (apt's words: $log)."
  elif says 'could not get lock|unable to (lock|acquire)'; then
    miss "Another program installs packages just now: wait for its end, then run this again (apt's words: $log)."
  elif says 'read-only file system'; then
    miss "The system's disk is read-only, so no package can be installed (apt's words: $log)."
  elif says 'could not resolve|temporary failure|(could not|unable to) connect|connection (failed|refused|timed out)|network is unreachable'; then
    miss "The Debian archive cannot be reached: check network, proxy and /etc/apt/sources.list, then run this again (apt's words: $log)."
  elif says 'unable to locate package|no installation candidate'; then
    miss "This computer's package lists do not know all packages: Banshi needs Debian 12 with 'main' in /etc/apt/sources.list (apt's words: $log)."
  fi
  tail -n 20 "$log" >&2
  miss "apt-get could not install the packages; its last words stand above, all of them in $log."
}

echo "asking the archive for its lists"
answer=0
apt update || answer=$?
((answer != 1)) || explain # sudo said no; lists that could not be fetched may be good enough as they are
echo "installing: a new computer takes some minutes"
apt install -y --no-install-recommends "${missing[@]}" || explain
rm -f "$log"
