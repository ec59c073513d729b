#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A district's database on one computer, to try how it fails over: three PostgreSQL 15 nodes under Patroni, etcd, and
# HAProxy that leads to the primary, all on free ports of 127.0.0.1.
#   patroni.sh FOLDER
# Once there is a primary with a synchronous standby, FOLDER/database holds the postgresql:// for banshi-gateway --store. It
# ends with Ctrl-C or SIGTERM. FOLDER/node1/pid to node3/pid name the Patronis; FOLDER/primary says which was the first.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
. "$top/packaging/plain-words.sh"
. "$here/common.sh"
case ${1:-} in
  -h|--help) sed -n '3,7p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
  ''|-*) usage "Name a folder for the nodes (see --help)." ;;
esac
folder=$(realpath -m "$1")
need_server
need_haproxy
for program in patroni etcd; do
  command -v "$program" >/dev/null || miss "$program is missing: apt-get install patroni etcd-server."
done
need_folder "$folder"
chmod 755 "$folder"
take_ports 9

children=()
stop() {
  trap '' TERM INT
  set +e
  rm -f "$folder/database"
  for name in node1 node2 node3; do # each stops its server
    [[ -s $folder/$name/pid ]] && kill "$(cat "$folder/$name/pid")" 2>/dev/null
  done
  for name in node1 node2 node3; do
    [[ -s $folder/$name/pid ]] || continue
    timeout 40 tail --pid="$(cat "$folder/$name/pid")" -f /dev/null || kill -9 "$(cat "$folder/$name/pid")"
  done
  kill "${children[@]}" 2>/dev/null
  wait
}
trap stop EXIT
trap 'exit 0' TERM INT

etcd=http://127.0.0.1:${ports[0]}
peers=http://127.0.0.1:${ports[1]}
etcd --name one --data-dir "$folder/etcd" --listen-client-urls "$etcd" --advertise-client-urls "$etcd" \
  --listen-peer-urls "$peers" --initial-advertise-peer-urls "$peers" --initial-cluster "one=$peers" \
  >"$folder/etcd.log" 2>&1 &
children+=($!)
await 30 "etcd does not serve; it says why in $folder/etcd.log." env ETCDCTL_API=3 etcdctl --endpoints "$etcd" endpoint health

start_node() { # NAME PORT REST
  mkdir -p "$folder/$1"
  sed -e "s|NAME|$1|g; s|REST|$3|g; s|PORT|$2|g; s|ETCD|${ports[0]}|g; s|FOLDER|$folder/$1|g" "$here/patroni.yml" \
    >"$folder/$1/patroni.yml"
  ((EUID != 0)) || chown -R postgres: "$folder/$1"
  # sh -c: the id of Patroni itself, not of what makes it another user's.
  (cd / && exec "${as_postgres[@]}" sh -c 'echo $$ >"$1/pid"; exec patroni "$1/patroni.yml" >"$1/log" 2>&1' sh "$folder/$1") &
}
export BANSHI_NODE1=${ports[2]} BANSHI_NODE2=${ports[3]} BANSHI_NODE3=${ports[4]}
export BANSHI_REST1=${ports[5]} BANSHI_REST2=${ports[6]} BANSHI_REST3=${ports[7]}
export BANSHI_LISTEN=127.0.0.1:${ports[8]} BANSHI_HAPROXY_SOCKET=$folder/haproxy.sock
answers() { python3 -c 'import sys, urllib.request as r; r.urlopen(f"http://127.0.0.1:{sys.argv[1]}/{sys.argv[2]}", timeout=2)' "$@"; }

start_node node1 "$BANSHI_NODE1" "$BANSHI_REST1"
await 60 "The first node does not become primary; it says why in $folder/node1/log." answers "$BANSHI_REST1" primary
start_node node2 "$BANSHI_NODE2" "$BANSHI_REST2"
start_node node3 "$BANSHI_NODE3" "$BANSHI_REST3"
for rest in "$BANSHI_REST2" "$BANSHI_REST3"; do
  await 90 "A standby does not serve; nodes say why in $folder/node2/log and node3/log." answers "$rest" replica
done
some_synchronous() { answers "$BANSHI_REST2" synchronous || answers "$BANSHI_REST3" synchronous; }
await 60 "No standby becomes synchronous; $folder/node1/log says why." some_synchronous
echo node1 >"$folder/primary"

"$haproxy" -f "$here/haproxy-database.cfg" -db >"$folder/haproxy.log" 2>&1 &
children+=($!)
through() { "$postgres/psql" -qAt -h 127.0.0.1 -p "${ports[8]}" -U postgres -d postgres -c "$1"; }
# Until it has asked each node, HAProxy may lead to a standby, which makes no database.
has_database() {
  [[ -n $(through "SELECT 1 FROM pg_database WHERE datname = 'district' AND NOT pg_is_in_recovery()") ]] ||
    { through 'CREATE DATABASE district' && false; }
}
await 30 "HAProxy finds no primary; it says why in $folder/haproxy.log." has_database
echo "postgresql://postgres@127.0.0.1:${ports[8]}/district" >"$folder/database.new"
mv "$folder/database.new" "$folder/database"
echo "a district's database at $(cat "$folder/database"), on three nodes; Ctrl-C ends it"
wait "${children[-1]}"
