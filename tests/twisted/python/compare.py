"""Says in which tests two runs differ: `compare.py EXPECTED FOLDER`.

FOLDER has `NAME.twisted` and `NAME.ours` for each suite, as `run.py --outcomes` writes them. EXPECTED names the tests that are known
to differ, each with its reason. Ends with 1 if another test differs, or one of those does not.
"""

import pathlib
import sys


def outcomes(file):
    """The outcome of each test. One that was added to twice has failed on the way."""
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        test, outcome = line.rsplit("\t", 1)
        if test.startswith("<"):
            # trial's tests of itself note tests without a name.
            continue
        found[test] = "fails" if "fails" in (found.get(test), outcome) else outcome
    return found


def main(expected, folder):
    known = dict(
        line.split(maxsplit=1) for line in pathlib.Path(expected).read_text().splitlines() if line and line[0] != "#"
    )
    print("| suite | passes on Twisted's Deferred | of these on ours |\n| --- | --- | --- |")
    total, kept, ran, unknown = 0, 0, set(), []
    for file in sorted(pathlib.Path(folder).glob("*.twisted")):
        theirs, ours = outcomes(file), outcomes(file.with_suffix(".ours"))
        passes = [test for test, outcome in theirs.items() if outcome == "passes"]
        same = [test for test in passes if ours.get(test) == "passes"]
        if not passes:
            sys.exit(f"{file.stem}: no test passes on Twisted's own Deferred: was it run?")
        print(f"| {file.stem} | {len(passes)} | {len(same)} |")
        total, kept = total + len(passes), kept + len(same)
        ran.update(theirs)
        for test in sorted(theirs.keys() | ours.keys()):
            if theirs.get(test) != ours.get(test):
                unknown.append((test, theirs.get(test), ours.get(test)))
    print(f"| all | {total} | {kept} |\n")
    differ = {test for test, _, _ in unknown}
    for test, there, here in unknown:
        print(f"{test}: {there} there, {here} here: {known.get(test, 'NOT KNOWN')}")
    agree = [test for test in known if test in ran and test not in differ]
    for test in agree:
        print(f"{test}: is the same on both now")
    return 1 if agree or not differ <= known.keys() else 0


sys.exit(main(*sys.argv[1:]))
