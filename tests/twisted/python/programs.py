"""Random programs on Twisted's Deferred and on ours, side by side: their traces must be the same.

    programs.py [--count 2000] [--seed 0] [--size 14] [--features returns,cancels,...] [--run SEED]

A program that differs is made small, printed with both traces, and the run ends with 1. Features, all of them on if none is named:

returns     a callback gives another Deferred, pending or ready
cancels     Deferreds are cancelled, with cancellers that fire, fail or do neither
lists       DeferredList with any flags, gatherResults
races       race
locks       DeferredLock and DeferredSemaphore, by acquire and by run
queues      DeferredQueue, with and without bounds
coroutines  inlineCallbacks and async functions that await others

Left out, since the two differ there on purpose (twisted's cases 8, 14, 26): pauses behind callbacks, a Deferred that is returned
while its own callbacks run, a cancel from inside a callback, cancellers that raise.
"""

import argparse
import importlib.util
import random
import sys

from twisted.internet import defer as found
from twisted.logger import globalLogBeginner

spec = importlib.util.spec_from_file_location("twistedsdefer", found.__file__)
theirs = importlib.util.module_from_spec(spec)
sys.modules["twistedsdefer"] = theirs
spec.loader.exec_module(theirs)

import ours  # noqa: E402,F401  It puts itself in Twisted's place.

# Programs, by their seed, with all features and of the default size, that differ by design, each with its reason.
BY_DESIGN = {
    6226: "a member of a race waits for the race itself: in Twisted the cancel of that ring is a RecursionError, and the other members are not cancelled",
    9279: "a DeferredList that has fired waits for what its callback gave: in Twisted its cancel does not go there (twisted#7856)",
}

FEATURES = "returns cancels lists races locks queues coroutines".split()
SLOTS = 5
SIZE = 14


def generate(rng, features, size):
    """Instructions on numbered slots. Where a slot is empty, or what it has does not fit, an instruction does nothing."""

    def slot():
        return rng.randrange(SLOTS)

    def body():
        kinds = ["value", "value", "raise", "pass"] + ["give", "give", "ready"] * ("returns" in features)
        return rng.choice(kinds), slot(), rng.randrange(100)

    def some():
        return rng.sample(range(SLOTS), rng.randint(1, 3))

    kinds = ["make"] * 3 + ["fire"] * 4 + ["fail"] * 2 + ["callback"] * 3 + ["errback"] * 2 + ["both", "callbacks", "chain"]
    kinds += ["cancellable", "cancel", "cancel"] * ("cancels" in features)
    kinds += ["list", "gather"] * ("lists" in features) + ["race"] * ("races" in features)
    kinds += ["acquire", "release", "run"] * ("locks" in features)
    kinds += ["put", "get"] * ("queues" in features) + ["coroutine"] * ("coroutines" in features)
    program = [("make", at) for at in range(SLOTS)]
    for _ in range(size):
        kind = rng.choice(kinds)
        match kind:
            case "make" | "cancel":
                program.append((kind, slot()))
            case "fire" | "fail":
                program.append((kind, slot(), rng.randrange(100)))
            case "callback" | "errback" | "both":
                program.append((kind, slot(), body()))
            case "callbacks":
                program.append((kind, slot(), body(), body()))
            case "chain":
                program.append((kind, slot(), slot()))
            case "cancellable":
                program.append((kind, slot(), rng.choice(["fires", "fails", "neither"])))
            case "list":
                program.append((kind, slot(), some(), [rng.random() < 0.3 for _ in range(3)]))
            case "gather" | "race" | "coroutine":
                program.append((kind, slot(), some()))
            case "acquire" | "release":
                program.append((kind, slot(), rng.randrange(2)))
            case "run":
                program.append((kind, slot(), rng.randrange(2), body()))
            case "put":
                program.append((kind, rng.randrange(3), rng.randrange(100)))
            case "get":
                program.append((kind, slot(), rng.randrange(3)))
    return program


class Oops(Exception):
    pass


def shown(value):
    """A result as both say it: no addresses, no module of an exception."""
    if hasattr(value, "value") and hasattr(value, "getTraceback"):
        error = value.value
        inner = getattr(error, "subFailure", None)
        details = [shown(inner), error.index] if inner is not None else [str(argument) for argument in error.args[:1]]
        if type(error).__name__ == "FailureGroup":
            details = [shown(failure) for failure in error.failures]
        return f"{type(error).__name__}{details}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(shown(each) for each in value) + "]"
    return repr(value) if isinstance(value, (int, str, type(None), bool)) else type(value).__name__


def run(defer, program):
    trace, slots, fired, given, held = [], {}, set(), set(), []
    # Those that the program fires itself; the others are fired by what gave them.
    own = set()
    locks = [defer.DeferredLock(), defer.DeferredSemaphore(2)]
    # How many have been given and not released, of each.
    acquired = [0, 0]
    queues = [defer.DeferredQueue(), defer.DeferredQueue(1, 1), defer.DeferredQueue(2, 0)]
    running, coroutines = set(), set()

    def take(at):
        """The Deferred of a slot that may be given away: once, and not while its callbacks run."""
        d = slots.get(at)
        if d is None or id(d) in given or id(d) in running:
            return None
        given.add(id(d))
        return d

    def calls(number, body, d):
        kind, at, value = body

        def callback(result):
            trace.append(f"{number} gets {shown(result)}")
            running.add(id(d))
            try:
                match kind:
                    case "value":
                        return value
                    case "raise":
                        raise Oops(str(value))
                    case "give":
                        inner = None if slots.get(at) is d else take(at)
                        return value if inner is None else inner
                    case "ready":
                        return defer.succeed(value) if value % 2 else defer.fail(Oops(str(value)))
                return result
            finally:
                running.discard(id(d))

        return callback

    def puts(at, d):
        slots[at] = d
        held.append(d)

    def each(number, instruction):
        kind, at, *rest = instruction
        d = slots.get(at)
        match kind:
            case "make":
                puts(at, defer.Deferred())
                own.add(id(slots[at]))
            case "cancellable":
                how = rest[0]

                def canceller(d):
                    trace.append(f"{number} is cancelled")
                    if how == "fires":
                        d.callback(number)
                    elif how == "fails":
                        d.errback(Oops(str(number)))

                puts(at, defer.Deferred(canceller))
                own.add(id(slots[at]))
            case "fire" | "fail" if id(d) in own:
                (d.callback if kind == "fire" else lambda value: d.errback(Oops(str(value))))(rest[0])
            case "callback" if d is not None and id(d) not in given:
                d.addCallback(calls(number, rest[0], d))
            case "errback" if d is not None and id(d) not in given:
                d.addErrback(calls(number, rest[0], d))
            case "both" if d is not None and id(d) not in given:
                d.addBoth(calls(number, rest[0], d))
            case "callbacks" if d is not None and id(d) not in given:
                d.addCallbacks(calls(number, rest[0], d), calls(number, rest[1], d))
            case "chain" if d is not None and at != rest[0] and slots.get(rest[0]) is not None:
                # It fires the other, so nobody else may.
                other = slots[rest[0]]
                if id(d) not in given and not other.called and id(other) in own - fired:
                    given.add(id(d))
                    fired.add(id(other))
                    d.chainDeferred(other)
            case "cancel" if d is not None:
                # A cancel runs callbacks of Twisted's own on the Deferreds of coroutines.
                before = set(running)
                running.update(coroutines)
                try:
                    d.cancel()
                finally:
                    running.clear()
                    running.update(before)
            case "list" | "gather" | "race":
                members = [member for member in map(take, rest[0]) if member is not None]
                if members and kind == "list":
                    callback, errback, consume = rest[1]
                    puts(at, defer.DeferredList(members, callback, errback, consume))
                elif members and kind == "gather":
                    puts(at, defer.gatherResults(members, consumeErrors=True))
                elif members:
                    puts(at, defer.race(members))
            case "acquire":
                puts(at, locks[rest[0]].acquire())

                def counts(lock, which=rest[0]):
                    acquired[which] += 1
                    return lock

                slots[at].addCallback(counts)
            case "release":
                # Only what `acquire` has given: in Twisted anybody can release what a `run` holds.
                if acquired[rest[0]]:
                    acquired[rest[0]] -= 1
                    locks[rest[0]].release()
            case "run":
                body = calls(number, rest[1], None)
                puts(at, locks[rest[0]].run(body, number))
            case "put":
                queues[at].put(rest[0])
            case "get":
                puts(at, queues[rest[0]].get())
            case "coroutine":
                members = [member for member in map(take, rest[0]) if member is not None]

                @defer.inlineCallbacks
                def coroutine():
                    seen = []
                    for member in members:
                        try:
                            seen.append((yield member))
                        except Exception as error:
                            seen.append(type(error).__name__)
                            trace.append(f"{number} catches {type(error).__name__}")
                    return seen

                puts(at, coroutine())
                coroutines.add(id(slots[at]))

    for number, instruction in enumerate(program):
        try:
            each(number, instruction)
        except Exception as error:
            trace.append(f"{number} raises {type(error).__name__}")
    for at, d in enumerate(held):
        if id(d) not in given:
            d.addBoth(lambda result, at=at: trace.append(f"{at} ends with {shown(result)}"))
        if id(d) in own:
            trace.append(f"{at} called: {d.called}")
    # A copy: what goes when this ends is not compared. Ours gives on what a forgotten callback had locked.
    return list(trace)


def differs(program):
    return run(theirs, program) != run(found, program)


def shrunk(program):
    at = 0
    while at < len(program):
        less = program[:at] + program[at + 1 :]
        if differs(less):
            program, at = less, 0
        else:
            at += 1
    return program


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--features", default=",".join(FEATURES))
    options = parser.parse_args()
    features = options.features.split(",")
    if unknown := set(features) - set(FEATURES):
        sys.exit(f"no such features: {unknown}")
    # What nobody handled is logged, which is not what is compared.
    globalLogBeginner.beginLoggingTo([lambda event: None], redirectStandardIO=False)
    by_design = BY_DESIGN if features == FEATURES and options.size == SIZE else {}
    different, explained, lines = 0, 0, 0
    for seed in range(options.seed, options.seed + options.count):
        program = generate(random.Random(seed), features, options.size)
        lines += len(run(theirs, program))
        if seed in by_design:
            if not differs(program):
                sys.exit(f"program {seed} is the same on both now")
            explained += 1
            print(f"program {seed} differs by design: {by_design[seed]}")
        elif differs(program):
            different += 1
            if different <= 3:
                program = shrunk(program)
                print(f"program {seed} differs:")
                for instruction in program:
                    print("   ", instruction)
                print("  Twisted:", run(theirs, program))
                print("  ours:   ", run(found, program))
    print(f"{options.count} programs, {lines} lines of traces: {explained} differ by design, {different} otherwise")
    sys.exit(different > 0)


main()
