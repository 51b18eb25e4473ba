"""Several Deferreds at once. What comes out is written down at once, so that all values are numbers or text."""

from twisted.internet import defer
from twisted.python.failure import Failure

from . import errors

_TwistedList = defer.DeferredList


class Watched(_TwistedList):
    """A list that says of each member's error who has it: case 35.

    Twisted leaves an error with the member, too. One that comes before the
    list has fired is handed over with the list's result; one that comes later
    has nobody to go to, and is told of at once, not when the list is dropped.
    """

    world = None

    def __init__(self, *args, **kwargs):
        self.fired = [False]
        super().__init__(*args, **kwargs)

    def _cbDeferred(self, result, index, succeeded):
        world, late = Watched.world, self.called
        left = super()._cbDeferred(result, index, succeeded)
        self.fired[0] = self.called
        if not isinstance(left, Failure):
            return left
        if late:
            world.happened["late error of a member"] += 1
            world.note(f"unhandled {errors.text(left)}")
            return None
        left.oracle_list_has_fired = self.fired
        return left


class Handed(defer.Deferred):
    """The result of several, in an object of its own.

    Members that are still to come keep Twisted's list alive, and with it its
    failure: it would be reported when the last of them goes. Ours is reported when it is dropped.
    """

    def __init__(self, several):
        super().__init__()
        self.several = several
        several.chainDeferred(self)

    def _startRunCallbacks(self, result):
        self.several = None
        super()._startRunCallbacks(result)

    def cancel(self):
        if self.called:
            super().cancel()
        else:
            self.several.cancel()


def make_list(world, members, flags):
    world.happened["list of none" if not members else "list"] += 1
    Watched.world = world
    made = defer.DeferredList(
        members,
        fireOnOneCallback="callback" in flags,
        fireOnOneErrback="errback" in flags,
        consumeErrors="consume" in flags,
    )
    return Handed(made.addCallback(_first_of_all if "callback" in flags else _all))


def _all(outcomes):
    return _written(outcome for _, outcome in outcomes)


def _first_of_all(result):
    if isinstance(result, tuple):
        value, index = result
        return f"{value} at {index}"
    # Case 34: if all fail, Twisted's list succeeds with another shape. With us it fails.
    raise defer.FailureGroup([failure for _, failure in result])


def make_gather(world, members):
    world.happened["gather of none" if not members else "gather"] += 1
    Watched.world = world
    return Handed(defer.gatherResults(members).addCallbacks(_written, _first))


def _first(failure):
    """The error of the member: a failure of its own, for the member has one, too."""
    return Failure(failure.value.subFailure.value)


def make_race(world, members):
    world.happened["race"] += 1
    return Handed(defer.race(members).addCallback(lambda result: f"{result[1]} at {result[0]}"))


def _written(outcomes):
    return f"[{', '.join(map(errors.text, outcomes))}]"
