#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the keys and certificates of a demo or a test: a test authority, the stand-in city's server certificate, the
# machine's client certificate (common name = device id), a district gateway's certificate and signing key, the city's
# signing key (Ed25519) and sealing key (X25519).
#
#   make-test-tls.sh DIR [DEVICE_ID]
#
# Runs again at will: what is there and good for another week is kept; another DEVICE_ID gets a new client certificate
# from the same authority. Nothing that it writes belongs into version control or on a machine in the street.
set -eu
umask 077

dir=${1:?usage: make-test-tls.sh DIR [DEVICE_ID]}
device=${2:-SZ-FT-0417}
days=90
week=604800

case $device in
  *[!A-Za-z0-9._-]*) echo "make-test-tls.sh: a device id has letters, digits, '.', '_' and '-' only" >&2; exit 2 ;;
esac
command -v openssl >/dev/null || { echo "make-test-tls.sh: the openssl program is missing" >&2; exit 1; }
mkdir -p "$dir"
cd "$dir"

# good CERTIFICATE KEY: both are there, from our authority, and valid for another week.
good() {
  [ -s "$1" ] && [ -s "$2" ] && openssl x509 -in "$1" -noout -checkend $week >/dev/null 2>&1 &&
    openssl verify -CAfile ca.pem "$1" >/dev/null 2>&1
}

# write_key FILE: a fresh P-256 key.
write_key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# issue NAME SUBJECT EXTENSIONS: NAME.key and NAME.pem from the authority.
issue() {
  write_key "$1.key"
  printf '%s\n' "$3" basicConstraints=critical,CA:false keyUsage=critical,digitalSignature > "$1.ext"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -days $days -extfile "$1.ext" \
    -set_serial "0x$(openssl rand -hex 15)" -out "$1.pem" 2>/dev/null
  rm -f "$1.csr" "$1.ext"
}

# raw_pair NAME ALGORITHM: NAME.key and NAME.pub, each one line "<key id> <base64 of the 32 raw bytes>".
raw_pair() {
  [ -s "$1.key" ] && [ -s "$1.pub" ] && return 0
  openssl genpkey -algorithm "$2" -outform DER -out "$1.der"
  id="$1-$(openssl rand -hex 4)"
  printf '%s %s\n' "$id" "$(tail -c 32 "$1.der" | openssl base64 -A)" > "$1.key"
  printf '%s %s\n' "$id" "$(openssl pkey -inform DER -in "$1.der" -pubout -outform DER | tail -c 32 | openssl base64 -A)" > "$1.pub"
  rm -f "$1.der"
}

if ! good ca.pem ca.key; then
  write_key ca.key
  openssl req -x509 -new -key ca.key -days $days -subj "/O=Banshi test/CN=Banshi test authority" \
    -addext keyUsage=critical,keyCertSign,cRLSign -out ca.pem
fi
good city.pem city.key ||
  issue city "/O=Banshi test/CN=Banshi stand-in city" "subjectAltName=DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth"
if ! good kiosk.pem kiosk.key ||
  [ "$(openssl x509 -in kiosk.pem -noout -subject -nameopt multiline | sed -n 's/ *commonName *= //p')" != "$device" ]; then
  issue kiosk "/O=Banshi test/CN=$device" "extendedKeyUsage=clientAuth"
fi
good district.pem district.key || # serves machines, and speaks for them to the city
  issue district "/O=Banshi test/OU=district-gateway/CN=DISTRICT-01" "subjectAltName=DNS:localhost,IP:127.0.0.1
extendedKeyUsage=serverAuth,clientAuth"
raw_pair district-sign ED25519
raw_pair city-sign ED25519
raw_pair city-seal X25519
