#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The whole machine on one computer: installs what is missing, builds, starts the street, the city and the kiosk.
#   packaging/demo.sh                    the kiosk, and beside it a window to play the resident and the street
#   packaging/demo.sh --headless         walks the journeys through the real screens and writes them to --out
#   packaging/demo.sh --vnc              shows the kiosk over Qt's own VNC platform plug-in at 127.0.0.1:5900,
#                                        with a menu in the terminal to play the resident and the street
# Options: --out DIR  --journey NAME  --preset NAME (default BANSHI_PRESET, or else ci, as tests/run.sh)
# Without a display (DISPLAY) that answers it is headless. It ends with another code than 0 when a journey does not
# reach its end.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
. "$top/packaging/plain-words.sh"

headless=no; vnc=no; out=$top/build/demo/out; journey=; preset=${BANSHI_PRESET:-ci}
while (($#)); do
  case $1 in
    --out|--journey|--preset) [[ -n ${2:-} ]] || usage "$1 needs a value (see --help)." ;;&
    --headless) headless=yes ;;
    --vnc) vnc=yes ;;
    --out) out=$(realpath -m "$2"); shift ;;
    --journey) journey=$2; shift ;;
    --preset) preset=$2; shift ;;
    -h|--help) sed -n '3,10p' "$0" | sed 's/^# \{0,1\}//'; exit 0 ;;
    *) usage "There is no option $1 (see --help)." ;;
  esac
  shift
done
if [[ $headless == no && $vnc == no && -z ${DISPLAY:-} ]]; then
  echo "there is no X display (DISPLAY is empty): walking the journeys without one; --vnc shows the screen"
  headless=yes
fi

"$top/packaging/build.sh" "$preset" demo
street=$top/build/$preset/bin/banshi-street

# A display on another computer may take minutes to say no.
if [[ $headless == no && $vnc == no ]] && ! timeout 10 "$street" --ask-display >/dev/null 2>&1; then
  echo "the X display $DISPLAY does not answer (no server there, or it does not let $(id -un) in): walking the journeys without one; --vnc shows the screen"
  headless=yes
fi
need_folder "$out"
world=$(mktemp -d "${TMPDIR:-/tmp}/banshi-demo.XXXXXX" 2>/dev/null) ||
  miss "No folder can be made in ${TMPDIR:-/tmp}: free some space there, or let TMPDIR name another folder."
trap 'rm -rf "$world"' EXIT
arguments=(--world "$world" --source "$top" --out "$out")
[[ -n $journey ]] && arguments+=(--journey "$journey")
if [[ $headless == yes ]]; then
  rm -rf "$out"; mkdir -p "$out"
  arguments+=(--headless)
elif [[ $vnc == yes ]]; then
  arguments+=(--platform "vnc:size=1080x1920:port=0")
  echo "note: Qt's VNC plug-in asks for no password and listens on every network of this computer, on a port of its own"
fi
echo "starting the street, the city and the machine"
status=0
"$street" "${arguments[@]}" || status=$?
if [[ $status -ne 0 ]]; then
  mkdir -p "$out/log"
  cp "$world"/log/*.log "$out/log/" 2>/dev/null || true
  echo "The demo did not reach its end; its logs are in $out/log." >&2
elif [[ $headless == yes ]]; then
  echo "pictures, paper and reports: $out/index.html"
fi
exit $status
