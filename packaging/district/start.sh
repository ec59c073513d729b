#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# A whole district's gateway on one computer, to try it: PostgreSQL 15, two instances and HAProxy in front of them, all on
# free ports of 127.0.0.1.
#   start.sh FOLDER [--platform URL] [--tls FOLDER] [--build FOLDER] [--lease SECONDS]
# Without --platform a banshi-city plays it; without --tls certificates are made for machine SZ-FT-0417. Once it serves,
# FOLDER/address holds the address for machines; it ends with Ctrl-C or SIGTERM, and with the death of the server.
# FOLDER/one/pid and FOLDER/two/pid name the instances; one that ends is started again a second later.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
. "$top/packaging/plain-words.sh"
. "$here/common.sh"

folder=; platform=; tls=; build=$top/build/${BANSHI_PRESET:-ci}; lease=60
while (($#)); do
  case $1 in
    --platform|--tls|--build|--lease) [[ -n ${2:-} ]] || usage "$1 needs a value (see --help)." ;;&
    --platform) platform=$2; shift ;;
    --tls) tls=$(realpath -m "$2"); shift ;;
    --build) build=$(realpath -m "$2"); shift ;;
    --lease) lease=$2; shift ;;
    -h|--help) sed -n '3,9p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    -*) usage "There is no option $1 (see --help)." ;;
    *) folder=$(realpath -m "$1") ;;
  esac
  shift
done
[[ -n $folder ]] || usage "Name a folder for the database and the instances (see --help)."
need_server
need_haproxy
[[ -x $build/bin/banshi-gateway ]] || miss "$build/bin/banshi-gateway is not built: packaging/build.sh builds it."
need_folder "$folder"

take_ports 4
((EUID != 0)) || chmod 755 "$folder"
children=()
# Ends everything in the order of its use; what is gone already is no fault.
stop() {
  trap '' TERM INT
  set +e
  rm -f "$folder/address"
  kill "${children[@]}" 2>/dev/null
  for name in one two; do
    [[ -s $folder/$name/pid ]] && kill "$(cat "$folder/$name/pid")" 2>/dev/null
  done
  wait
  cd / && "${as_postgres[@]}" "$postgres/pg_ctl" -D "$folder/db" -m fast -w stop >/dev/null 2>&1
}
trap stop EXIT
trap 'exit 0' TERM INT

if [[ -z $tls ]]; then
  tls=$folder/tls
  sh "$top/packaging/tls/make-test-tls.sh" "$tls"
fi
if [[ ! -d $folder/db ]]; then
  mkdir -m 700 "$folder/db"
  ((EUID == 0)) && chown postgres: "$folder/db"
  (cd / && "${as_postgres[@]}" "$postgres/initdb" -D "$folder/db" -A trust -U banshi --no-instructions >/dev/null)
fi
(cd / && "${as_postgres[@]}" "$postgres/pg_ctl" -D "$folder/db" -w -l "$folder/db/log" \
  -o "-p ${ports[0]} -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder/db" start >/dev/null) ||
  miss "PostgreSQL does not start; it says why in $folder/db/log."
psql=("$postgres/psql" -qAt -h 127.0.0.1 -p "${ports[0]}" -U banshi)
[[ -n $("${psql[@]}" -d postgres -c "SELECT 1 FROM pg_database WHERE datname = 'district'") ]] ||
  "${psql[@]}" -d postgres -c 'CREATE DATABASE district'
database=postgresql://banshi@127.0.0.1:${ports[0]}/district

if [[ -z $platform ]]; then
  rm -f "$folder/city-port"
  "$build/bin/banshi-city" --tls "$tls" --port-file "$folder/city-port" --control "$folder/city-control" \
    --state "$folder/city-state" &
  children+=($!)
  await 30 "The city does not serve; what it says stands above." test -s "$folder/city-port"
  platform=https://127.0.0.1:$(cat "$folder/city-port")
fi

# serve NAME PORT: an instance, again and again.
serve() {
  local going=yes
  trap 'going=no' TERM
  while [[ $going == yes ]]; do
    "$build/bin/banshi-gateway" --config "$folder/$1/district.toml" --store "$database" &
    echo $! >"$folder/$1/pid"
    wait $! || true
    [[ $going == yes ]] && sleep 1
  done
}
for name in one two; do
  [[ $name == one ]] && port=${ports[1]} || port=${ports[2]}
  mkdir -p "$folder/$name"
  ln -sfn "$tls" "$folder/$name/tls"
  sed -e "s|127.0.0.1:8443|127.0.0.1:$port|" -e "s|https://platform.example|$platform|" \
    -e "s|^run_dir.*|&\nlease_s = $lease|" "$here/district.toml" >"$folder/$name/district.toml"
  "$build/bin/banshi-gateway" --config "$folder/$name/district.toml" --store "$database" --check
  rm -f "$folder/$name/run/port"
  serve "$name" "$port" &
  children+=($!)
done
for name in one two; do
  await 30 "The instance $name does not serve; what it says stands above." test -s "$folder/$name/run/port"
done

export BANSHI_LISTEN=127.0.0.1:${ports[3]} BANSHI_ONE=127.0.0.1:${ports[1]} BANSHI_TWO=127.0.0.1:${ports[2]}
export BANSHI_HAPROXY_SOCKET=$folder/haproxy.sock
"$haproxy" -f "$here/haproxy.cfg" -db &
proxy=$!
children+=("$proxy")
await 30 "HAProxy does not serve; what it says stands above." bash -c "exec 3<>/dev/tcp/127.0.0.1/${ports[3]}"
echo "https://$BANSHI_LISTEN" >"$folder/address.new"
mv "$folder/address.new" "$folder/address"
echo "a district's gateway at https://$BANSHI_LISTEN; certificates in $tls; Ctrl-C ends it"
wait "$proxy"
