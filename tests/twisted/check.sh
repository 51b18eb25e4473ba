#!/usr/bin/env bash
# Twisted's own tests on our core: installs Twisted, runs its tests on its Deferred and on ours, and says where they differ.
#
#     tests/twisted/check.sh              the tests of its Deferred, and of what is built on it: two minutes
#     tests/twisted/check.sh --all        all of Twisted's tests: an hour
#     tests/twisted/check.sh PACKAGE ...  those packages or modules
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${CARGO_TARGET_DIR:-$here/target}
export CARGO_TARGET_DIR=$build

python=$build/venv/bin/python
if ! [ -x "$python" ]; then
    python3 -m venv "$build/venv"
    "$python" -m pip install --quiet --requirement "$here/requirements.txt"
fi
(cd "$here" && PYO3_PYTHON=$python cargo build --quiet --release)

run=$build/run
rm -rf "$run"
mkdir -p "$run"
cp "$build/release/libdeferred_twisted.so" "$run/deferred_twisted.so"
export PYTHONPATH=$run:$here/python

case ${1-} in
'') suites='twisted.test.test_defer twisted.internet.test.test_inlinecb twisted.internet.test.test_defer_await twisted.internet.test.test_defer_yieldfrom twisted.test.test_task twisted.test.test_cooperator twisted.trial.test.test_deferred' ;;
--all) suites='twisted.application twisted.conch twisted.cred twisted.internet twisted.logger twisted.mail twisted.names twisted.pair twisted.persisted twisted.positioning twisted.protocols twisted.python twisted.runner twisted.scripts twisted.spread twisted.test twisted.trial twisted.web twisted.words' ;;
*) suites=$* ;;
esac

cd "$run"
for suite in $suites; do
    # The garbage collector decides when a report comes, so that each test has its own.
    force=
    case $suite in twisted.test | twisted.test.test_defer) force=--force-gc ;; esac
    for whose in twisted ours; do
        flag=
        [ $whose = twisted ] && flag=--twisted
        # Trial ends with 1 if a test fails; what that means is said below.
        timeout 1500 "$python" "$here/python/run.py" $flag --outcomes "$run/$suite.$whose" $force \
            --temp-directory "$run/trial-$whose" "$suite" > "$run/$suite.$whose.log" 2>&1 < /dev/null || true
    done
done
"$python" "$here/python/compare.py" "$here/differs.txt" "$run"
