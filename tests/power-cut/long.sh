#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The campaigns at length: long.sh [--runs N] [--seed S]. N counts power cuts (default 100000); every write, every fault
# and every byte are done whole beside them. Builds nothing: BANSHI_BUILD names a finished build folder. Prints one line
# of JSON per campaign and ends with 1 when one of them broke a promise.
set -euo pipefail
runs=100000
seed=1
while (($# > 1)); do
  case $1 in
    --runs) runs=$2 ;;
    --seed) seed=$2 ;;
    *) echo "long.sh: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
top=$(cd "$(dirname "$0")/../.." && pwd)
tests=${BANSHI_BUILD:-$top/build/dev}/tests
failed=0
run() { "$@" || failed=1; }
run "$tests/power_cut" --campaign threads --runs $((runs / 2)) --seed "$seed"
run "$tests/power_cut" --campaign model --runs $((runs / 4)) --seed "$seed" # two to three cuts each
run "$tests/power_cut" --campaign every-write --runs 0 --seed "$seed"
run "$tests/power_cut" --campaign faults --runs 0 --seed "$seed"
run "$tests/power_cut" --campaign threads --runs 1000 --seed "$seed" --mode normal
run "$tests/power_cut" --campaign every-write --runs 1000 --seed "$seed" --mode off
run "$tests/bit_flip" --runs 0 --seed "$seed"
export BANSHI_BIN=$tests/../bin BANSHI_SOURCE=$top
run "$tests/lines" --runs $((runs / 500)) --seed "$seed" # a machine of its own each, killed some six times
run "$tests/district_kills" --runs $((runs / 2000)) --seed "$seed" # two instances, one killed four times
exit $failed
