//! Pairs with a canceller that is a function: `cancellable`, `cancellable_with`, `forwarding`, `begun`.

use super::{Form, Reply, Settled};
use crate::cancel::{forwarding_pair, pair_with_canceller, pair_with_optional_canceller};
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::set::{CanBeCancelled, ErrorSet, Never};
use crate::error::site::{Site, Stage};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Canceller, Carries, Flavour, SharedCell, ThisThread, Wrap};
use core::marker::PhantomData;
use core::panic::Location;

/// A canceller that runs a function.
pub(crate) struct FnCanceller<F>(Wrap<F>);

send_if!([F: 'static,] FnCanceller<F>; carries [F]);

impl<I, F: FnOnce() + 'static, Thread: Flavour> Canceller<I, Thread> for FnCanceller<F> {
    fn cancel(self) -> Option<I> {
        (self.0.0)();
        None
    }
}

/// A canceller that runs a function whose reply is the Deferred's result.
pub(crate) struct ReplyCanceller<F, How> {
    canceller: Wrap<F>,
    made: &'static Location<'static>,
    how: PhantomData<fn() -> How>,
}

send_if!([F: 'static, How: 'static,] ReplyCanceller<F, How>; carries [F]);

impl<T: 'static, R: ErrorSet, F, O, How, Thread: Flavour> Canceller<Outcome<T, R>, Thread>
    for ReplyCanceller<F, How>
where
    F: FnOnce() -> O + 'static,
    O: Reply<T, R, How, Thread, Later = Never>,
    How: Form,
{
    fn cancel(self) -> Option<Outcome<T, R>> {
        match (self.canceller.0)().settle(Site::at(self.made, Stage::Pending)) {
            Settled::Now(outcome) => Some(outcome),
            Settled::Later(never) => match never {},
        }
    }
}

/// A canceller that runs `canceller`.
pub(crate) fn fn_canceller<F>(canceller: F) -> FnCanceller<F> {
    FnCanceller(Wrap(canceller))
}

/// A canceller that runs `canceller`, whose reply is the Deferred's result.
pub(crate) fn reply_canceller<F, How>(
    canceller: F,
    made: &'static Location<'static>,
) -> ReplyCanceller<F, How> {
    ReplyCanceller { canceller: Wrap(canceller), made, how: PhantomData }
}

impl<T: 'static, R: ErrorSet> Deferred<T, R> {
    /// Makes a pair with a canceller, which runs at most once: if the Deferred is cancelled before the resolver has
    /// fired.
    ///
    /// The canceller ends the operation. If the resolver fires while it runs, that is the result; if not, the
    /// Deferred fails with [`Cancelled`](crate::Cancelled), even if the canceller panics. The canceller is dropped
    /// as soon as the resolver fires.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::failure_result_of};
    /// use std::{cell::Cell, rc::Rc};
    ///
    /// let open = Rc::new(Cell::new(true));
    /// let socket = open.clone();
    /// let (_resolver, line) = Deferred::<String, (Cancelled,)>::cancellable(move || socket.set(false));
    /// line.cancel();
    /// assert!(!open.get());
    /// assert!(failure_result_of(line).is::<Cancelled>());
    /// ```
    ///
    /// A canceller that only asks, and leaves the result to the resolver, is one of
    /// [`forwarding`](Self::forwarding).
    ///
    /// # Rings
    ///
    /// The pair owns its canceller until the resolver fires or is dropped. So a canceller that owns the resolver,
    /// as by an `Rc` of whatever holds it, is a cycle: if nothing fires the resolver, neither is ever dropped, and
    /// no abandonment is reported. Let the canceller hold a `Weak`:
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, Resolver, unhandled};
    /// use std::{cell::RefCell, rc::Rc};
    ///
    /// struct Request {
    ///     reply: RefCell<Option<Resolver<String, (Cancelled,)>>>,
    /// }
    ///
    /// let request = Rc::new(Request { reply: RefCell::new(None) });
    /// let asked = Rc::downgrade(&request);
    /// let (resolver, reply) = Deferred::<String, (Cancelled,)>::cancellable(move || {
    ///     if let Some(request) = asked.upgrade() {
    ///         println!("cancelled {}", request.reply.borrow().is_some());
    ///     }
    /// });
    /// request.reply.replace(Some(resolver));
    ///
    /// let watch = unhandled::watch();
    /// drop(request); // the last who had it
    /// assert_eq!(watch.finish().len(), 1); // nobody will fire it, and somebody waits
    /// # drop(reply);
    /// ```
    ///
    /// Twisted: `Deferred(canceller)`.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn cancellable<Which>(canceller: impl FnOnce() + 'static) -> (Resolver<T, R>, Self) where R: CanBeCancelled<Which> {
        pair_with_optional_canceller(fn_canceller(canceller), Location::caller())
    }

    /// Makes a pair that forwards its cancels: `ask` asks the operation to end, and the resolver decides the
    /// result.
    ///
    /// Each cancel calls `ask`, as long as the resolver has not fired; the Deferred waits on. So a cancel can go to
    /// another Deferred whose callbacks fire this one, or to an operation that needs a while to end. `ask` must not
    /// hold the resolver: see [cycles](Self::cancellable).
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, chain, testing::{assert_no_result, success_result_of}};
    /// use std::{cell::Cell, rc::Rc};
    ///
    /// let closing = Rc::new(Cell::new(false));
    /// let close = closing.clone();
    /// let (resolver, lines) = Deferred::<u32, (Cancelled,)>::forwarding(move || close.set(true));
    /// lines.cancel();
    /// assert!(closing.get());
    /// let lines = assert_no_result(lines); // it is still being closed
    /// resolver.succeed(17);
    /// assert_eq!(success_result_of(lines), 17);
    /// ```
    ///
    /// Twisted has no counterpart: a Deferred whose canceller fires nothing fails with `CancelledError` at once.
    /// Dart: `CancelableCompleter`.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn forwarding<Which>(ask: impl Fn() + 'static) -> (Resolver<T, R>, Self) where R: CanBeCancelled<Which> {
        forwarding_pair(ask, Location::caller())
    }

    /// Makes a pair whose canceller returns the Deferred's result: a value, or a `Result` with an error of its set,
    /// or with several of them.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::success_result_of};
    ///
    /// let (_resolver, lines) =
    ///     Deferred::<Vec<&str>, (Cancelled,)>::cancellable_with(|| Ok::<_, Cancelled>(vec!["what came so far"]));
    /// lines.cancel();
    /// assert_eq!(success_result_of(lines).len(), 1);
    /// ```
    ///
    /// Twisted: a canceller that calls `callback` or `errback`.
    #[track_caller]
    pub fn cancellable_with<O, How, Index>(canceller: impl FnOnce() -> O + 'static) -> (Resolver<T, R>, Self)
    where
        R: CanBeCancelled<Index>,
        O: Reply<T, R, How, Later = Never>,
        How: Form,
    {
        let made = Location::caller();
        pair_with_canceller(reply_canceller::<_, How>(canceller, made), made)
    }
}

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
