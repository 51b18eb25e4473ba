//! `raises`: names the errors that may be in flight, and puts them into that order.

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::relations::cast;
use crate::error::set::{ErrorSet, NamesAll, NamesOnly};
use crate::flavour::{Carries, Flavour};

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Names exactly the errors that may be in flight: all of `S`, and no other. The set is in that order then.
    ///
    /// ```
    /// use deferred::Deferred;
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    /// #[derive(Debug)]
    /// struct NotFound;
    ///
    /// fn reorder(d: Deferred<u8, (Timeout, NotFound)>) -> Deferred<u8, (NotFound, Timeout)> {
    ///     d.raises() // the signature says the set; where nothing does: `d.raises::<(NotFound, Timeout), _>()`
    /// }
    /// # reorder(Deferred::succeed(1)).catch_all(|_| 0).detach();
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn raises<S: NamesAll<R, A> + NamesOnly<R>, A>(self) -> Deferred<T, S, Thread> where Thread: Carries<Outcome<T, S>> {
        self.raises_at_most()
    }

    /// Names the errors that may be in flight at most: no other than `S`, but not all of them need be able to
    /// happen.
    ///
    /// ```
    /// use deferred::{Deferred, succeed};
    ///
    /// #[derive(Debug)]
    /// struct Timeout;
    ///
    /// fn cached() -> Deferred<u8, (Timeout,)> {
    ///     succeed(1).raises_at_most()
    /// }
    /// # cached().catch(|_: Timeout| 0).detach();
    /// ```
    #[inline]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn raises_at_most<S: NamesAll<R, A>, A>(self) -> Deferred<T, S, Thread> where Thread: Carries<Outcome<T, S>> {
        match cast::<Self, Deferred<T, S, Thread>>(self, S::IN_ORDER) {
            Ok(same) => same,
            Err(d) => d.feed(false, (), |(), outcome| Deferred::ready(outcome.map_err(Failure::widen_to::<S, _>))),
        }
    }
}
