"""Puts the Deferred of this binding in the place of Twisted's. Imported before anything else of Twisted."""

import traceback
import weakref

from twisted.internet import defer
from twisted.python.failure import Failure

import deferred_twisted

Deferred = deferred_twisted.Deferred
Original = defer.Deferred


def report(failure):
    defer.log.critical("Unhandled error in Deferred:", isError=True)
    defer.log.failure("", failure, debugInfo="")


def warn_circular(callback):
    defer.warnAboutFunction(
        callback,
        "Callback returned the Deferred it was attached to; this breaks the "
        "callback chain and will raise an exception in the future.",
    )


def debug_info(d):
    return d.__dict__.setdefault("_debugInfo", defer.DebugInfo())


def created(d):
    debug_info(d).creator = traceback.format_stack()[:-1]


def invoked(d):
    info = debug_info(d)
    if d.called and not d._suppressed:
        raise defer.AlreadyCalledError("\n" + info._getDebugTracebacks())
    info.invoker = traceback.format_stack()[:-1]


deferred_twisted.configure(
    Failure=Failure,
    report=report,
    warn_circular=warn_circular,
    created=created,
    invoked=invoked,
    **{
        name: getattr(defer, name)
        for name in (
            "AlreadyCalledError",
            "CancelledError",
            "FailureGroup",
            "FirstError",
            "QueueOverflow",
            "QueueUnderflow",
            "maybeDeferred",
        )
    },
)


def set_debugging(on):
    Deferred.debug = bool(on)
    deferred_twisted.set_debugging(bool(on))


def show(d):
    inner = d._chainedTo
    if inner is not None:
        state = f" waiting on Deferred at 0x{id(inner):x}"
    elif d._ready:
        state = f" current result: {d.result!r}"
    else:
        state = ""
    return f"<{type(d).__name__} at 0x{id(d):x}{state}>"


def wait(d):
    """What `await` and `yield from` do."""
    if not d._ready:
        # The result is not with `d` while the callback runs that resumes this, so it comes in by `send`.
        return (yield d)
    result = d._take()
    if isinstance(result, Failure):
        result.raiseException()
    return result


Deferred.debug = False
Deferred.__str__ = Deferred.__repr__ = show
Deferred.__iter__ = Deferred.__await__ = wait
Deferred.__del__ = lambda d: d._finalize()
Deferred.__class_getitem__ = classmethod(lambda cls, _: cls)
Deferred.__init_subclass__ = classmethod(lambda cls, **_: defer._DEFERRED_SUBCLASSES.append(cls))
# What Twisted itself builds on the other methods.
for name in ("addTimeout", "asFuture"):
    setattr(Deferred, name, Original.__dict__[name])
for name in ("fromFuture", "fromCoroutine"):
    setattr(Deferred, name, classmethod(Original.__dict__[name].__func__))


class DeferredList(Deferred):
    fireOnOneCallback = False
    fireOnOneErrback = False

    def __init__(self, deferredList, fireOnOneCallback=False, fireOnOneErrback=False, consumeErrors=False):
        self._deferredList = list(deferredList)
        this = weakref.ref(self)
        # Who waits for the list cancels it without asking `cancel` below.
        super().__init__(lambda _: this()._stop.cancel(), forwards=True)
        self.fireOnOneCallback = fireOnOneCallback
        self.fireOnOneErrback = fireOnOneErrback
        self.consumeErrors = consumeErrors
        flags = bool(fireOnOneCallback), bool(fireOnOneErrback), bool(consumeErrors)
        self._stop = deferred_twisted.wait_for(self, self._deferredList, *flags)

    def cancel(self):
        if not self.called:
            try:
                self._stop.cancel()
            except BaseException:
                defer.log.failure("Exception raised from user supplied canceller")


def awaiting(status):
    """The Deferred of a coroutine. Twisted's own code for it looks into the list of callbacks, which we do not have."""
    d = Deferred(lambda d: d.errback(defer._InternalInlineCallbacksCancelledError()))
    return d.addErrback(pass_the_cancel_on, status)


def pass_the_cancel_on(failure, status):
    failure.trap(defer._InternalInlineCallbacksCancelledError)
    status.deferred = awaiting(status)
    status.waitingOn.cancel()
    return status.deferred


def run_coroutine(coroutine):
    status = defer._CancellationStatus(None)
    status.deferred = d = awaiting(status)
    defer._inlineCallbacks(None, coroutine, status, defer._copy_context())
    return d


defer.setDebugging = set_debugging
defer.Deferred = Deferred
defer.DeferredList = DeferredList
defer._cancellableInlineCallbacks = run_coroutine
defer._DEFERRED_SUBCLASSES[:] = [Deferred, DeferredList]
for name in ("DeferredLock", "DeferredQueue", "DeferredSemaphore", "fail", "race", "succeed"):
    setattr(defer, name, getattr(deferred_twisted, name))
