#!/usr/bin/env bash
# Puts faults that the crate once had back into a copy of it, one after the other, and says how many seconds it takes to find each.
#
#   fuzz/faults/find.sh [FAULT..]     all of them, or those that are named
#
# `faults.patch` has five of them, each behind its name; the fuzzer finds these. The sixth is one of types: that somebody else says what a
# set is, which no program can do that compiles today. `own_set.patch` takes the seal off, and the cheats of `ui-tests` find it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
faults=("$@")
if [ ${#faults[@]} -eq 0 ]; then
    faults=(abandon_confusion connect_cancel connect_fire connect_fire_uaf settle_then_fire own_set)
fi

root=$(git -C "$here" rev-parse --show-toplevel)
git -C "$root" archive HEAD | tar x -C "$copy"
cd "$copy"
export CARGO_TARGET_DIR=${FAULTS_TARGET:-$copy/target}
git apply "$here/faults.patch"
built=
status=0
for fault in "${faults[@]}"; do
    if [ "$fault" = own_set ]; then
        git apply -R "$here/faults.patch"
        git apply "$here/own_set.patch"
        before=$(date +%s)
        if cargo test -q -p deferred-ui-tests --test cheats > "$copy/said" 2>&1; then
            echo "own_set: NOT FOUND"
            status=1
        else
            echo "own_set: found by the cheats after $(($(date +%s) - before)) s, building included"
            grep -m1 'own_set' "$copy/said" || true
        fi
        continue
    fi
    if [ -z "$built" ]; then
        cargo build -q --profile fuzz -p deferred-fuzz
        built=yes
        # Without a fault nothing is found: what is found with one is that.
        "$CARGO_TARGET_DIR/fuzz/deferred-fuzz" --flavour this --seconds 60 --unshrunk
    fi
    said=$(DEFERRED_FAULT=$fault "$CARGO_TARGET_DIR/fuzz/deferred-fuzz" --flavour this --seconds 120 --unshrunk 2> /dev/null || true)
    if found=$(grep -o 'found after .*' <<< "$said"); then
        echo "$fault: $found"
    else
        echo "$fault: NOT FOUND in 120 s"
        status=1
    fi
done
exit $status
