#!/usr/bin/env bash
# Runs random programs in slices, so that it can be ended at any time and goes on where it was.
#
#   fuzz/soak.sh FILE FUZZER FLAVOUR COUNT [SLICE]
#
# FILE notes the seed of the next slice and, after it, what was found; FUZZER is the program that was built. Ends with 1 if anything was found.
set -euo pipefail
file=$1 fuzzer=$2 flavour=$3 count=$4 slice=${5:-20000}
test -e "$file" || echo 0 > "$file"
next=$(head -n 1 "$file")
while [ "$next" -lt "$count" ]; do
    said=$("$fuzzer" --from "$next" --count "$slice" --flavour "$flavour" --faults 1000000 --unshrunk) || true
    next=$((next + slice))
    found=$(tail -n +2 "$file"; grep -v ', 0 faulty' <<< "$said" || true)
    { echo "$next"; [ -z "$found" ] || echo "$found"; } > "$file.new"
    mv "$file.new" "$file"
done
test "$(wc -l < "$file")" -eq 1
