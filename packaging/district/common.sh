# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by start.sh and patroni.sh, after plain-words.sh.

postgres=/usr/lib/postgresql/15/bin

# need_server: PostgreSQL 15 is there, and as_postgres runs a command as somebody whom it does not refuse.
need_server() {
  [[ -x $postgres/initdb ]] || miss "PostgreSQL 15 is missing: apt-get install postgresql-15."
  as_postgres=()
  if ((EUID == 0)); then
    as_postgres=(runuser -u postgres --)
  fi
}

# need_haproxy: $haproxy is the program.
need_haproxy() { haproxy=$(PATH=$PATH:/usr/sbin command -v haproxy) || miss "HAProxy is missing: apt-get install haproxy."; }

# take_ports N: fills $ports with ports that nobody has now; whoever takes one before its program does makes that fail.
take_ports() {
  mapfile -t ports < <(python3 -c '
import socket, sys
held = [socket.socket() for _ in range(int(sys.argv[1]))]
for one in held:
    one.bind(("127.0.0.1", 0))
    print(one.getsockname()[1])' "$1")
}

# await SECONDS SENTENCE COMMAND…: until the command succeeds; the end with that sentence when it does not in time.
await() {
  local tries=$(($1 * 10)) sentence=$2 i
  shift 2
  for ((i = 0; i < tries; i++)); do
    "$@" >/dev/null 2>&1 && return 0
    sleep 0.1
  done
  miss "$sentence"
}
