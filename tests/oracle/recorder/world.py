"""Runs a program in Twisted, and notes its trace."""

import gc
import weakref
from collections import Counter

from twisted.internet import defer
from twisted.internet.task import Clock
from twisted.logger import globalLogBeginner
from twisted.python.failure import Failure

from . import errors, lists
from .callbacks import attach
from .pair import Pair

_failure_is_made = Failure.__init__
_deferred_is_cancelled = defer.Deferred.cancel


def _make_failure(self, *args, **kwargs):
    # A traceback has frames, and their locals keep a Deferred alive: it would be reported whenever the collector comes.
    _failure_is_made(self, *args, **kwargs)
    self.cleanFailure()


class World:
    """What one program holds, and what it did so far."""

    #: The world whose program runs.
    current = None

    def __init__(self):
        self.firing = {}
        self.held = {}
        self.clock = Clock()
        self.trace = []
        #: How often what is counted happened: the ways of instructions that a program does not show.
        self.happened = Counter()
        #: The cases in which we deliberately differ, and that no normalisation can undo.
        self.better = set()

    def note(self, line):
        self.trace.append(line)

    def run(self, program):
        """Runs it to its end: what is left is dropped."""
        World.current = self
        for instruction in program:
            self.step(instruction)
            gc.collect()
        self.note("end")
        self.clock.calls.clear()
        for slots in (self.held, self.firing):
            for slot in sorted(slots):
                self.happened["dropped at the end"] += 1
                del slots[slot]
        gc.collect()
        World.current = None

    def run_all(self, instructions):
        for instruction in instructions:
            self.step(instruction)

    def step(self, instruction):
        ((name, operands),) = instruction.items()
        getattr(self, f"do_{name}")(*(operands if isinstance(operands, list) else [operands]))

    # Making

    def keep_pair(self, slot, deferred):
        self.firing[slot] = deferred.take_firing()
        self.held[slot] = deferred

    def do_make(self, slot):
        self.keep_pair(slot, Pair())

    def do_cancellable(self, slot, does):
        def canceller(_):
            self.note(f"canceller {slot}")
            self.run_all(does)

        self.keep_pair(slot, Pair(canceller))

    def do_succeed(self, slot, value):
        self.held[slot] = defer.succeed(value)

    def do_failed(self, slot, error):
        self.held[slot] = defer.fail(errors.make(error))

    # Firing

    def do_fire(self, slot, value):
        if (firing := self.firing.pop(slot, None)) is not None:
            self.happened["fire"] += 1
            self.fired(firing, firing.callback, value)

    def do_fail(self, slot, error):
        if (firing := self.firing.pop(slot, None)) is not None:
            self.happened["fail"] += 1
            self.fired(firing, firing.errback, errors.make(error))

    def fired(self, firing, fire, result):
        if firing.is_cancelled():
            self.happened["fired after it was cancelled"] += 1
        try:
            fire(result)
        except defer.AlreadyCalledError:
            # Case 21: with us, what comes after a cancel is swallowed also where there was a canceller.
            self.happened["fired after its canceller was called"] += 1

    def do_abandon(self, slot):
        if (firing := self.firing.pop(slot, None)) is not None:
            self.happened["abandon"] += 1
            if (deferred := firing.deferred()) is not None:
                deferred.abandoned = True

    def do_cancel(self, slot):
        if (deferred := self.held.pop(slot, None)) is not None:
            self.happened["cancel"] += 1
            deferred.cancel()
            self.held[slot] = deferred

    # Attaching

    def do_attach(self, slot, stages):
        if (deferred := self.held.pop(slot, None)) is not None:
            attach(self, deferred, stages)
            self.held[slot] = deferred

    def do_timeout(self, slot, seconds):
        if (deferred := self.held.pop(slot, None)) is not None:
            self.happened["timeout"] += 1
            timing = Timing(self, deferred)
            deferred.addTimeout(seconds, timing, timing.converted)
            self.held[slot] = deferred

    def do_advance(self, seconds):
        self.clock.advance(seconds)

    def do_chain(self, source, target):
        if source in self.held and target in self.firing:
            self.happened["chain"] += 1
            deferred, firing = self.held.pop(source), self.firing.pop(target)
            if firing.is_cancelled():
                if not has_result(deferred):
                    self.better.add(26)
            else:
                firing.deferred().chained = True
            deferred.chainDeferred(firing)

    # Several at once

    def take_members(self, slots):
        return [self.held.pop(slot) for slot in slots if slot in self.held]

    def do_list(self, slot, members, flags):
        members = self.take_members(members)
        # Case 30: the first of none never comes.
        if members or "callback" not in flags:
            self.held[slot] = lists.make_list(self, members, flags)

    def do_gather(self, slot, members):
        self.held[slot] = lists.make_gather(self, self.take_members(members))

    def do_race(self, slot, members):
        if members := self.take_members(members):
            self.held[slot] = lists.make_race(self, members)

    # Ends

    def do_drop(self, slot):
        if (deferred := self.held.pop(slot, None)) is not None:
            self.happened["drop"] += 1
            if getattr(deferred, "times_out", False):
                self.better.add(27)

    def do_result(self, slot):
        if (deferred := self.held.pop(slot, None)) is None:
            return
        seen = []
        if has_result(deferred):
            deferred.addBoth(seen.append)
            self.note(f"result {slot}: {errors.text(seen[0])}")
        else:
            self.held[slot] = deferred
            self.note(f"result {slot}: pending")


class Timing:
    """The clock for one Deferred's timeout.

    Twisted keeps that alive until its call has returned. A failure of it that nobody
    takes is reported then, and ours when it is there: where something is noted between, case 27 is left out.
    """

    def __init__(self, world, deferred):
        self.world = world
        self.deferred = weakref.ref(deferred)
        self.came_at = None

    def callLater(self, seconds, time_it_out):
        return self.world.clock.callLater(seconds, self.run, time_it_out)

    def converted(self, result, seconds):
        self.came_at = len(self.world.trace)
        return defer._cancelledToTimedOutError(result, seconds)

    def run(self, time_it_out):
        deferred = self.deferred()
        deferred.times_out = True
        time_it_out()
        deferred.times_out = False
        noted = len(self.world.trace)
        _forget("self", time_it_out)
        del deferred
        if self.came_at is not None and self.came_at < noted < len(self.world.trace):
            self.world.better.add(27)


def _forget(name, function):
    """Makes a closure let go of a variable."""
    for known, cell in zip(function.__code__.co_freevars, function.__closure__):
        if known == name:
            cell.cell_contents = None


def has_result(deferred):
    return deferred.called and not deferred.paused and not deferred._runningCallbacks


def _cancel(self):
    """Cancels, and notes where what we do is better than what Twisted does."""
    world = World.current
    if not self.called:
        if getattr(self, "abandoned", False):
            world.better.add(19)
        if getattr(self, "chained", False):
            world.better.add(26)
        world.happened["cancelled with a canceller" if self._canceller else "cancelled without a canceller"] += 1
    elif self._runningCallbacks:
        world.better.add(26)
    elif isinstance(self.result, defer.Deferred):
        world.happened["cancelled while it waits for another"] += 1
    else:
        world.happened["cancelled after it had fired"] += 1
    _deferred_is_cancelled(self)


def _observe(event):
    """A failure that nobody handled: the second of the two events that Twisted logs for it."""
    if (failure := event.get("log_failure")) is None:
        return
    world = World.current
    # Case 35: a list that has fired has handed the error over with its result; that the member has it too is no news.
    if not any(getattr(failure, "oracle_list_has_fired", [])):
        world.note(f"unhandled {errors.text(failure)}")


def prepare():
    """Makes reports come when the last reference goes, and tells of them."""
    Failure.__init__ = _make_failure
    defer.Deferred.cancel = _cancel
    defer.DeferredList = lists.Watched
    globalLogBeginner.beginLoggingTo([_observe], discardBuffer=True, redirectStandardIO=False)
    gc.disable()
    gc.freeze()
