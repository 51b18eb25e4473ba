"""Several Deferreds at once. What comes out is written down at once, so that all values are numbers or text.

Where a failure goes that the result does not tell of, case 35, is ours: it is
reported when it comes, or, if a value decided the result in spite of it, then.
Twisted leaves it with the member, or a race drops it.
"""

from twisted.internet import defer
from twisted.python.failure import Failure

from . import errors

_TwistedList = defer.DeferredList


class Late:
    """Reports the failures that a result does not tell of."""

    def __init__(self, world, drops=False):
        self.world = world
        self.drops = drops
        #: Whether the members were told to end: that they are cancelled is no news then.
        self.asked = False

    def lose(self, failures):
        """Case 19: what came before a result that will never be there is not lost."""
        for failure in failures:
            self.world.note(f"unhandled {errors.text(failure)}")

    def report(self, failure):
        self.world.happened["late error of a member"] += 1
        if not self.drops and not (self.asked and failure.check(defer.CancelledError)):
            self.world.note(f"unhandled {errors.text(failure)}")


class Watched(_TwistedList):
    """A list that says of each member's error who has it."""

    late = None

    def __init__(self, *args, **kwargs):
        #: In a box, for a failure that the list has handed over is asked for it when the list is gone.
        self.fired = [False]
        super().__init__(*args, **kwargs)

    def _cbDeferred(self, result, index, succeeded):
        is_late = self.called
        failed_before = self._failures()
        left = super()._cbDeferred(result, index, succeeded)
        self.fired[0] = self.called
        if succeeded and self.called and not is_late and self.fireOnOneCallback:
            for failure in failed_before:
                self.late.report(failure)
        if not isinstance(left, Failure):
            if is_late and not succeeded:
                self.late.report(result)
            return left
        if is_late:
            self.late.report(left)
            return None
        left.oracle_list_has_fired = self.fired
        return left

    def _failures(self):
        return [entry[1] for entry in self.resultList if entry is not None and entry[0] is defer.FAILURE]

    def __del__(self):
        # Without `consumeErrors` the members have them, and report them.
        if not self.called and self.consumeErrors:
            self.late.lose(self._failures())

    def cancel(self):
        self.late.asked = True
        super().cancel()


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
    Watched.late = Late(world, drops="consume" in flags)
    made = defer.DeferredList(
        members,
        fireOnOneCallback="callback" in flags,
        fireOnOneErrback="errback" in flags,
        consumeErrors="consume" in flags,
    )
    made.late = Watched.late
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
    Watched.late = Late(world)
    made = defer.gatherResults(members)
    made.late = Watched.late
    return Handed(made.addCallbacks(_written, _first))


def _first(failure):
    """The error of the member: a failure of its own, for the member has one, too."""
    return Failure(failure.value.subFailure.value)


class Race:
    """What the members of a race go through around the race's own callbacks."""

    def __init__(self, world, members):
        self.world = world
        self.late = Late(world)
        self.members = members
        self.winner = None
        self.failures = {}

    def before(self, result, index):
        if isinstance(result, Failure):
            if self.winner is None:
                self.failures[index] = result
            else:
                self.late.report(result)
        elif self.winner is None:
            self.winner = index
            self.late.asked = True
        return result

    def behind(self, _, index):
        if self.winner == index:
            for _, failure in sorted(self.failures.items()):
                self.late.report(failure)
            self.failures = {}

    def __del__(self):
        if len(self.failures) < self.members:
            self.late.lose(failure for _, failure in sorted(self.failures.items()))


class HandedRace(Handed):
    """The result of a race. Where its members go on when it is cancelled, Twisted's comes to CancelledError all the same."""

    def __init__(self, several, race):
        self.race = race
        self.cancels = False
        super().__init__(several)

    def cancel(self):
        if self.called:
            super().cancel()
            return
        self.race.late.asked = self.cancels = True
        super().cancel()
        self.cancels = False

    def _startRunCallbacks(self, result):
        if self.cancels and isinstance(result, Failure) and result.check(defer.CancelledError):
            self.race.world.better.add(37)
        super()._startRunCallbacks(result)


class Entering:
    """The members, each of which gets what is around the race's callbacks when it gets those. Twisted goes over them twice: first it copies them."""

    def __init__(self, members, race):
        self.members = members
        self.race = race
        self.copied = False

    def __iter__(self):
        if not self.copied:
            self.copied = True
            yield from self.members
            return
        for index, member in enumerate(self.members):
            member.addBoth(self.race.before, index)
            yield member
            member.addBoth(self.race.behind, index)


def make_race(world, members):
    world.happened["race"] += 1
    race = Race(world, len(members))
    made = defer.race(Entering(members, race))
    return HandedRace(made.addCallback(lambda result: f"{result[1]} at {result[0]}"), race)


def _written(outcomes):
    return f"[{', '.join(map(errors.text, outcomes))}]"
