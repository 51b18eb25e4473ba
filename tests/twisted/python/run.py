"""Twisted's `trial` on our Deferred: `run.py [--twisted] [--outcomes FILE] ARGUMENTS OF TRIAL`.

With `--twisted` it runs on Twisted's own. The outcome of each test goes to FILE, a line each: its name, a tab, the outcome.
"""

import sys

arguments = sys.argv[1:]
if "--twisted" in arguments:
    arguments.remove("--twisted")
else:
    import ours  # noqa: F401  It puts itself in Twisted's place.

from twisted.scripts.trial import run
from twisted.trial import reporter


def note(outcomes, method, outcome):
    """Notes `outcome` wherever trial adds one by `method`."""
    add = getattr(reporter.TestResult, method)

    def noting(result, test, *details, **named):
        outcomes.write(f"{test.id()}\t{outcome}\n")
        outcomes.flush()
        return add(result, test, *details, **named)

    setattr(reporter.TestResult, method, noting)


if "--outcomes" in arguments:
    at = arguments.index("--outcomes")
    outcomes = open(arguments[at + 1], "w", encoding="utf-8")
    del arguments[at : at + 2]
    for method, outcome in {
        "addSuccess": "passes",
        "addFailure": "fails",
        "addError": "fails",
        "addSkip": "skipped",
        "addExpectedFailure": "fails as expected",
        "addUnexpectedSuccess": "passes unexpectedly",
    }.items():
        note(outcomes, method, outcome)

sys.argv[1:] = arguments
run()
