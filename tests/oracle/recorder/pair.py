"""A Deferred and the right to fire it, in two objects."""

import weakref

from twisted.internet import defer


class Firing:
    """Fires a Deferred, once.

    It keeps the Deferred alive until that is called, and no longer: with us the
    two are apart, so that a failure is reported when the Deferred is dropped
    and was cancelled, even if somebody could still fire it.
    """

    def __init__(self, deferred):
        self.strong = deferred
        self.weak = weakref.ref(deferred)

    def deferred(self):
        return self.weak()

    def is_cancelled(self):
        return self.strong is None

    def callback(self, result):
        if (deferred := self.deferred()) is not None:
            deferred.callback(result)

    def errback(self, error):
        if (deferred := self.deferred()) is not None:
            deferred.errback(error)


class Pair(defer.Deferred):
    """A Deferred that was not fired when it was made."""

    def __init__(self, canceller=None):
        super().__init__(canceller)
        self.firing = Firing(self)
        #: What was done with the right to fire it, if that is not the plain thing.
        self.abandoned = self.chained = False

    def take_firing(self):
        """The right to fire it; it is given away once."""
        firing, self.firing = self.firing, weakref.proxy(self.firing)
        return firing

    def _startRunCallbacks(self, result):
        try:
            self.firing.strong = None
        except ReferenceError:
            pass
        super()._startRunCallbacks(result)
