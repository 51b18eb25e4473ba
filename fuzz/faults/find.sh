#!/usr/bin/env bash
# Puts faults that the crate once had back into a copy of it, one after the other, and says how many seconds it takes to find each.
#
#   fuzz/faults/find.sh [FAULT..]     all of them, or those that are named; FROM=SEED begins there
#
# `faults.patch` has five of them, each behind its name, for the fuzzer. The sixth, sets of one's own, is one of types, so that no program with it
# compiles: `own_set.patch` takes the seals away, and the cheats of `ui-tests` have to find that.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
faults=("$@")
if [ ${#faults[@]} -eq 0 ]; then
    faults=(abandon_confusion connect_cancel connect_fire connect_fire_uaf settle_then_fire own_set)
fi

git -C "$(git -C "$here" rev-parse --show-toplevel)" archive HEAD | tar x -C "$copy"
cd "$copy"
git init -q .
export CARGO_TARGET_DIR=${FAULTS_TARGET:-$copy/target}
fuzzer=$CARGO_TARGET_DIR/fuzz/deferred-fuzz
status=0

missed() {
    echo "$fault: NOT FOUND: $1"
    status=1
}

build() {
    test -z "${is_built:-}" || return 0
    git apply "$here/faults.patch"
    cargo build -q --profile fuzz -p deferred-fuzz
    git apply -R "$here/faults.patch"
    is_built=1
}

cheats() {
    git apply "$here/own_set.patch"
    cargo test -q -p deferred-ui-tests --test cheats --no-run
    SECONDS=0
    said=$(cargo test -q -p deferred-ui-tests --test cheats 2>&1) || true
    git apply -R "$here/own_set.patch"
    if grep -q '/own_set\.rs: {}' <<< "$said"; then echo "$fault: own_set.rs compiles, found after $SECONDS s"; else missed "$said"; fi
}

for fault in "${faults[@]}"; do
    if [ "$fault" = own_set ]; then
        cheats
        continue
    fi
    build
    said=$(DEFERRED_FAULT=$fault "$fuzzer" --flavour this --from "${FROM:-0}" --seconds 60 --unshrunk 2> /dev/null) || true
    seed=$(sed -n 's/^program \([0-9]*\) of .*/\1/p' <<< "$said")
    # What is found is the fault's only if the program is right without it, and wrong with it.
    if [ -n "$seed" ] && "$fuzzer" --replay "$seed" --flavour this > /dev/null 2>&1 \
        && ! DEFERRED_FAULT=$fault "$fuzzer" --replay "$seed" --flavour this > /dev/null 2>&1; then
        echo "$fault: ${said%%$'\n'*}"
    else
        missed "${said%%$'\n'*}"
    fi
done
exit $status
