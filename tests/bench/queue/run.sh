#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the queue beside a real PostgreSQL 15: run.sh [--runs N] [--seed S] [--items N] [--slice-ms N] [--rows TEXT]
# The server is started for the run in a temporary folder beside the bench's own files (the same disk), as an unprivileged
# user, on a Unix socket only, with Debian's defaults (fsync and synchronous_commit on), and stopped by its own pid.
# BANSHI_BUILD names a finished build folder (default: build/dev).
set -euo pipefail
top=$(cd "$(dirname "$0")/../../.." && pwd)
build=$(cd "${BANSHI_BUILD:-$top/build/dev}" && pwd)
server=/usr/lib/postgresql/15/bin
[[ -x $server/postgres ]] || { echo "run.sh: PostgreSQL 15 is not installed (package postgresql-15)" >&2; exit 2; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/queue-bench-XXXXXX")
user=()
if ((EUID == 0)); then # PostgreSQL refuses to run as root
  user=(runuser -u postgres --)
fi
cleanup() {
  [[ -s $folder/db/postmaster.pid ]] && "${user[@]}" "$server/pg_ctl" -D "$folder/db" -m fast -w stop >&2
  rm -rf "$folder"
}
trap cleanup EXIT
mkdir "$folder/db" "$folder/ours"
chmod 755 "$folder"
((EUID != 0)) || chown postgres "$folder/db"
cd "$folder"
"${user[@]}" "$server/initdb" -D "$folder/db" -A trust -U bench --no-instructions >/dev/null
"${user[@]}" "$server/pg_ctl" -D "$folder/db" -w -l "$folder/db/log" \
  -o "-c listen_addresses= -c unix_socket_directories=$folder/db" start >&2
"$build/bin/banshi-queue-bench" --source "$top" --folder "$folder/ours" \
  --postgresql "postgresql://bench@/postgres?host=$folder/db" "$@"
