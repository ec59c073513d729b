# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by the scripts that people start: how they say what they miss. Each sentence names what is missing and what to
# do about it, goes to standard error and ends the script with 3 (2: the command line is wrong, 1: the work failed).

# miss SENTENCE: the end, because something of the computer is missing.
miss() { printf '%s\n' "$1" >&2; exit 3; }

# usage SENTENCE: the end, because the command line is wrong.
usage() { printf '%s\n' "$1" >&2; exit 2; }

# free_kib FOLDER: KiB that are free on its disk.
free_kib() { df --output=avail -k "$1" | tail -n 1 | tr -d ' '; }

# need_folder FOLDER: makes it, and ends when nothing can be written there.
need_folder() {
  local why probe
  if why=$(LC_ALL=C mkdir -p "$1" 2>&1) && probe=$(LC_ALL=C mktemp "$1/.probe.XXXXXX" 2>&1); then
    rm -f "$probe"
    return 0
  fi
  case "$why ${probe:-}" in
    *'Read-only file system'*) miss "$1 is on a read-only file system: copy the tree to a disk that can be written, or take another folder." ;;
    *'No space left'*) miss "No space is left on the disk of $1: free some, then run this again." ;;
    *'Permission denied'*) miss "$1 cannot be written by $(id -un): give it back with 'sudo chown -R $(id -un) $1', or take another folder." ;;
    *) miss "$1 cannot be made or written: ${why:-${probe:-}}" ;;
  esac
}
