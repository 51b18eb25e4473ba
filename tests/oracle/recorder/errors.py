"""The errors of the language, and how results are written in a trace."""

from twisted.internet import defer
from twisted.python.failure import Failure


class Numbered(Exception):
    """An error of a program: a kind, and a number that is its own in the program."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number

    def text(self):
        return f"{type(self).__name__}{self.number}"


class A(Numbered):
    pass


class B(Numbered):
    pass


class C(Numbered):
    pass


KINDS = {
    "A": A,
    "B": B,
    "C": C,
    "Cancelled": defer.CancelledError,
    "TimedOut": defer.TimeoutError,
    "First": defer.FirstError,
    "All": defer.FailureGroup,
}


def make(text):
    """The error that is written `A7`."""
    return KINDS[text[0]](int(text[1:]))


def text(result):
    """How a value or a failure is written."""
    if not isinstance(result, Failure):
        return str(result)
    error = result.value
    if isinstance(error, Numbered):
        return error.text()
    if isinstance(error, defer.FirstError):
        return f"First({error.index}, {text(error.subFailure)})"
    if isinstance(error, defer.FailureGroup):
        return f"All({', '.join(map(text, error.failures))})"
    for kind, known in KINDS.items():
        if isinstance(error, known):
            return kind
    raise AssertionError(f"not an error of the language: {error!r}")
