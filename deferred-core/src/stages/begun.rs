//! `begun`: an operation that is begun with its resolver, with a canceller that needs what beginning it returned.

use super::cancellable::fn_canceller;
use crate::cancel::pair_with_optional_canceller;
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::{CanBeCancelled, ErrorSet};
use crate::flavour::{Carries, Flavour, SharedCell, ThisThread};
use core::panic::Location;

/// A canceller that calls the function in `place`: nothing, until the operation has begun.
fn call_then<C: FnOnce()>(place: impl SharedCell<Option<C>>) -> impl FnOnce() {
    move || place.with(Option::take).into_iter().for_each(|cancel| cancel())
}

/// Begins the operation, and keeps its canceller as long as a cancel may ask for it.
pub(crate) fn begin<T: 'static, R: ErrorSet, C, P: SharedCell<Option<C>>, Thread: Flavour>(
    pair: impl FnOnce(P) -> (Resolver<T, R, Thread>, Deferred<T, R, Thread>),
    begin: impl FnOnce(Resolver<T, R, Thread>) -> C,
) -> Deferred<T, R, Thread> {
    let place = P::new(None);
    let weak = place.downgrade();
    let (resolver, d) = pair(place);
    let canceller = begin(resolver);
    // Nobody owns the place any more where the resolver was fired already. An unused canceller is dropped here,
    // before the result is on its way out.
    drop(match P::upgrade(&weak) {
        Some(place) => place.with(|place| place.replace(canceller)),
        None => Some(canceller),
    });
    d
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Begins an operation with the resolver that it will fire; the function that `begin` returns ends the
    /// operation if the Deferred is cancelled.
    ///
    /// The canceller thus owns what beginning the operation returned, which exists only once the resolver has been
    /// handed over. It runs at most once, and is dropped as soon as the resolver fires; for the rest, see
    /// [`cancellable`](Self::cancellable).
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, Resolver, testing::failure_result_of};
    /// # use std::{cell::RefCell, collections::HashMap, rc::Rc};
    ///
    /// # type Reply = Resolver<String, (Cancelled,)>;
    /// # #[derive(Clone, Default)]
    /// # struct Library(Rc<RefCell<HashMap<usize, Reply>>>);
    /// # impl Library {
    /// #     fn request(&self, reply: Reply) -> usize { self.0.borrow_mut().insert(7, reply); 7 }
    /// #     fn forget(&self, id: usize) { drop(self.0.borrow_mut().remove(&id)) }
    /// # }
    /// let library = Library::default();
    /// let also = library.clone();
    /// let page: Deferred<String, (Cancelled,)> = Deferred::begun(move |resolver| {
    ///     let id = library.request(resolver);
    ///     move || library.forget(id)
    /// });
    /// page.cancel();
    /// assert!(also.0.borrow().is_empty());
    /// assert!(failure_result_of(page).is::<Cancelled>());
    /// ```
    ///
    /// Twisted: `Deferred(canceller)` with an attribute that is set later.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn begun<C: FnOnce() + 'static, Which>(begin: impl FnOnce(Resolver<T, R>) -> C) -> Self where R: CanBeCancelled<Which> {
        let made = Location::caller();
        self::begin(|place: alloc::rc::Rc<core::cell::RefCell<Option<C>>>| pair_with_optional_canceller::<T, R, ThisThread>(fn_canceller(call_then(place)), made), begin)
    }
}

/// [`Deferred::begun`] across threads.
#[track_caller]
pub(crate) fn begun_anywhere<T: 'static, R, C, Which>(
    begin: impl FnOnce(Resolver<T, R, crate::AnyThread>) -> C,
) -> Deferred<T, R, crate::AnyThread>
where
    C: FnOnce() + Send + 'static,
    R: CanBeCancelled<Which>,
    crate::AnyThread: Carries<crate::Outcome<T, R>>,
{
    let made = Location::caller();
    let pair = |place: alloc::sync::Arc<crate::runtime::lock::Lock<Option<C>>>| {
        pair_with_optional_canceller(fn_canceller(call_then(place)), made)
    };
    self::begin(pair, begin)
}
