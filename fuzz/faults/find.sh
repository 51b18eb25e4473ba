#!/usr/bin/env bash
# Puts faults that the crate once had back into a copy of it, one after the other, and says how many seconds it takes to find each.
#
#   fuzz/faults/find.sh [FAULT..]     all of them, or those that are named; FROM=SEED begins there
#
# `faults.patch` has five of them, each behind its name. The sixth of the first table of docs/trust.md, sets of one's own, is one of types:
# sets are sealed, so no program with it compiles, which the cheats of `ui-tests` hold.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
faults=("$@")
if [ ${#faults[@]} -eq 0 ]; then
    faults=(abandon_confusion connect_cancel connect_fire connect_fire_uaf settle_then_fire)
fi

git -C "$(git -C "$here" rev-parse --show-toplevel)" archive HEAD | tar x -C "$copy"
cd "$copy"
git init -q .
git apply "$here/faults.patch"
export CARGO_TARGET_DIR=${FAULTS_TARGET:-$copy/target}
cargo build -q --profile fuzz -p deferred-fuzz
fuzzer=$CARGO_TARGET_DIR/fuzz/deferred-fuzz
status=0
for fault in "${faults[@]}"; do
    said=$(DEFERRED_FAULT=$fault "$fuzzer" --flavour this --from "${FROM:-0}" --seconds 60 --unshrunk 2> /dev/null) || true
    seed=$(sed -n 's/^program \([0-9]*\) of .*/\1/p' <<< "$said")
    # What is found is the fault's only if the program is right without it, and wrong with it.
    if [ -n "$seed" ] && "$fuzzer" --replay "$seed" --flavour this > /dev/null 2>&1 \
        && ! DEFERRED_FAULT=$fault "$fuzzer" --replay "$seed" --flavour this > /dev/null 2>&1; then
        echo "$fault: ${said%%$'\n'*}"
    else
        echo "$fault: NOT FOUND: ${said%%$'\n'*}"
        status=1
    fi
done
exit $status
