"""The stages of the language, as callbacks of Twisted."""

from twisted.internet import defer
from twisted.python.failure import Failure

from . import errors


def attach(world, deferred, stages):
    """Attaches the stages. What their callbacks hold is taken first, as closures take it that are written in one chain."""
    prepared = [_prepared(world, stage) for stage in stages]
    while prepared:
        _attach_one(deferred, *prepared.pop(0))


def _attach_one(deferred, add, callbacks):
    getattr(deferred, add)(*callbacks)


def _prepared(world, stage):
    ((kind, operands),) = stage.items()
    if kind == "then":
        return "addCallback", [Callback(world, operands)]
    if kind == "catch":
        kinds, body = operands
        return "addErrback", [Trapping(kinds, Callback(world, body))]
    if kind == "catch_all":
        return "addErrback", [Callback(world, operands)]
    if kind == "then_else":
        return "addCallbacks", [Callback(world, body) for body in operands]
    if kind == "both":
        return "addBoth", [Callback(world, operands)]
    if kind == "inspect":
        return "addCallback", [Callback(world, operands)]
    if kind == "finally":
        return "addBoth", [Finally(Callback(world, operands))]
    raise ValueError(f"not a stage: {kind}")


class Callback:
    """A callback with a body."""

    def __init__(self, world, body):
        self.world = world
        self.body = body
        self.held = world.held.pop(_held_by(body["gives"]), None)

    def __call__(self, given):
        held, self.held = self.held, None
        self.world.note(f"{self.body['id']} <- {errors.text(given)}")
        self.world.run_all(self.body.get("does", []))
        return self.give(self.body["gives"], given, held)

    def give(self, gives, given, held):
        if gives == "same":
            return given
        ((how, what),) = gives.items()
        if how == "value":
            return what
        if how == "raise":
            raise errors.make(what)
        if how == "succeed":
            return defer.succeed(what)
        if how == "failed":
            return defer.fail(errors.make(what))
        if how == "held":
            return self.another(held, "held")
        if how == "taken":
            return self.another(self.world.held.pop(what, None), "taken")
        if how == "trap":
            kinds, then = what
            given.trap(*(errors.KINDS[kind] for kind in kinds))
            return self.give(then, given, held)
        raise ValueError(f"nothing to give: {how}")

    def another(self, deferred, how):
        """Another Deferred, or 0 where somebody else has it by now."""
        if deferred is None:
            return 0
        if not deferred.called:
            state = "unfired"
        elif deferred.paused:
            state = "itself waiting"
        elif deferred._runningCallbacks:
            # Twisted takes what its running callback was given, as in case 13.
            state = "running"
            self.world.better.add(13)
        else:
            state = "fired"
        self.world.happened[f"gave another ({how})"] += 1
        self.world.happened[f"gave another, {state}"] += 1
        return deferred


def _held_by(gives):
    """The slot of the Deferred that a callback holds to give it."""
    if gives == "same":
        return None
    ((how, what),) = gives.items()
    if how == "trap":
        return _held_by(what[1])
    return what if how == "held" else None


class Trapping:
    """A callback for some errors; the others pass."""

    def __init__(self, kinds, callback):
        self.kinds = [errors.KINDS[kind] for kind in kinds]
        self.callback = callback

    def __call__(self, failure):
        failure.trap(*self.kinds)
        return self.callback(failure)


class Finally:
    """A callback that does not change the result, unless it fails where nothing has failed before."""

    def __init__(self, callback):
        self.callback = callback

    def __call__(self, given):
        failed = isinstance(given, Failure)
        try:
            gave = self.callback(given)
        except errors.Numbered:
            if failed:
                return given
            raise
        if isinstance(gave, defer.Deferred):
            ending = Ending(self.callback.world, given)
            return gave.addCallbacks(ending.done, ending.failed)
        return given


class Ending:
    """The result that goes on when what a `finally` waits for is there."""

    def __init__(self, world, given):
        self.world = world
        self.given = given

    def done(self, _):
        given, self.given = self.given, None
        return given

    def failed(self, failure):
        given, self.given = self.given, None
        return given if isinstance(given, Failure) else failure

    def __del__(self):
        # Case 19: if what is waited for never comes, the failure that waits with it is not lost.
        if isinstance(self.given, Failure):
            self.world.note(f"unhandled {errors.text(self.given)}")
