//! `share`: gives one result to many takers.

use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{CanBeShared, CloneErrors, ErrorSet};
use crate::flavour::MaybeReady;
use crate::flavour::send_claims::{crosses, send_if};
use crate::flavour::shared::SharedRef;
use crate::flavour::{Carries, CellSender, Flavour, SharedCell, ThisThread};
use crate::runtime::unwind;
use crate::sync::waiters::Waiters;
use alloc::sync::Arc;
use core::fmt::{self, Debug};
use core::mem::replace;
use core::panic::Location;

/// One result for many takers: each [`get`](Self::get) is a Deferred of its own, with a clone of it.
///
/// Each taker answers for its own clone of a failure. If there never was a taker, the failure is
/// [reported](crate::error::unhandled) once, when the last `Shared` is dropped.
///
/// Takers disturb neither one another nor the shared Deferred: a taker that is cancelled fails with
/// [`Cancelled`](crate::Cancelled), and the others wait on. The shared Deferred goes on even if all takers are
/// cancelled and the last `Shared` is dropped, since a taker may still come: to be able to end it, take its
/// [`cancel_handle`](Deferred::cancel_handle) before it is shared.
///
/// ```
/// use deferred::{Deferred, testing::success_result_of};
///
/// let (resolver, page) = Deferred::<String>::pending();
/// let page = page.share();
/// let (length, shown) = (page.get().map(|page| page.len()), page.get());
/// resolver.succeed("a page".into());
/// assert_eq!(success_result_of(length), 6);
/// assert_eq!(success_result_of(shown), "a page");
/// assert_eq!(success_result_of(page.get()), "a page"); // late, and at once
/// ```
///
/// The `Shared` of a Deferred that [crosses threads](crate::threads) may be asked on any thread, and each taker's
/// callbacks run where the result comes. Several threads look at the shared result at once then, so it is `Send`
/// and `Sync`:
///
/// ```
/// use deferred::{chain, testing::success_result_of, threads};
/// use std::thread;
///
/// let (resolver, page) = threads::pending::<String, ()>();
/// let page = page.share();
/// let other = page.clone();
/// let length = thread::spawn(move || chain! { other.get(); then |page| page.len() });
/// resolver.succeed("a page".into());
/// assert_eq!(success_result_of(length.join().unwrap()), 6);
/// assert_eq!(success_result_of(page.get()), "a page");
/// ```
///
/// Twisted has no counterpart: there a callback that returns its argument shares it in order.
pub struct Shared<T: 'static, R: ErrorSet + 'static = (), Thread: Flavour = ThisThread> {
    progress: Thread::Shared<Progress<T, R, Thread>>,
    /// The function that clones a failure; `share` has the bound that there is one.
    clone: fn(&Failure<R>) -> Failure<R>,
}

crosses!(Send [T: Send + Sync + 'static, R: ErrorSet + Send + Sync,] Shared<T, R, Thread>; holds [<Thread as crate::flavour::shared::SharedState>::Shared<Progress<T, R, Thread>>, fn(&Failure<R>) -> Failure<R>]);
crosses!(Sync [T: Send + Sync + 'static, R: ErrorSet + Send + Sync,] Shared<T, R, Thread>; holds [<Thread as crate::flavour::shared::SharedState>::Shared<Progress<T, R, Thread>>, fn(&Failure<R>) -> Failure<R>]);

enum Progress<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// The result is pending, for these takers.
    Awaited(Waiters<T, R, Thread>),
    Here(Arrived<T, R, Thread>),
    /// The result will never come.
    Abandoned,
}

/// The result. Its `Clone` is foreign code, which may ask for another clone: so the result is kept where it can be
/// cloned while no lock is held.
struct Arrived<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` only when it is dropped.
    outcome: Option<Thread::Ref<Outcome<T, R>>>,
    /// How many takers have a clone of the failure, and answer for that.
    takers: usize,
}

/// A failure that nobody took is in flight when it is dropped.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Arrived<T, R, Thread> {
    fn drop(&mut self) {
        if self.takers == 0
            && let Some(outcome) = self.outcome.take().and_then(SharedRef::into_inner)
        {
            drop(outcome.map_err(Failure::in_flight));
        }
    }
}

impl<T: Clone + 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Shares the result among as many takers as come: see [`Shared`].
    ///
    /// ```
    /// use deferred::{Deferred, testing::success_result_of};
    ///
    /// let (resolver, page) = Deferred::<String>::pending();
    /// let shared = page.share();
    /// let (mine, yours) = (shared.get(), shared.get());
    /// resolver.succeed("page".to_owned());
    /// assert_eq!(success_result_of(mine), success_result_of(yours));
    /// ```
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn share<Rule>(self) -> Shared<T, R, Thread> where R: CanBeShared<Rule>, Thread: Carries<Arc<Outcome<T, R>>> {
        let progress = Thread::Shared::new(Progress::Awaited(Waiters::new()));
        let arrival = Arrival::<T, R, Thread>(Some(progress.clone()));
        self.settle_in_flight(arrival, |mut arrival, outcome| {
            if let Some(progress) = arrival.0.take() {
                arrive::<T, R, Thread>(&progress, outcome);
            }
        });
        Shared { progress, clone: Failure::copy }
    }
}

impl<T: Clone + 'static, R: ErrorSet, Thread: Flavour> Shared<T, R, Thread> {
    /// A Deferred of the result, for one taker.
    #[track_caller]
    pub fn get(&self) -> Deferred<T, R, Thread> {
        let made = Location::caller();
        let joined = self.progress.with(|progress| match progress {
            Progress::Awaited(takers) => Some(takers.join(made)),
            Progress::Here(_) | Progress::Abandoned => None,
        });
        if let Some(joined) = joined {
            return joined;
        }
        if let Some(outcome) = copy::<T, R, Thread>(&self.progress, self.clone) {
            return Deferred::ready(outcome);
        }
        let (sender, abandoned) = Thread::pair(made);
        sender.abandon_silently();
        MaybeReady::Pending(abandoned).into()
    }
}

/// Stores the result, for late takers, before the callbacks of the first ones run.
fn arrive<T: Clone, R: CloneErrors, Thread: Flavour>(
    progress: &Thread::Shared<Progress<T, R, Thread>>,
    outcome: Outcome<T, R>,
) {
    /// Serves the other takers if a taker's callback panics.
    struct Rest<'a, T: Clone + 'static, R: CloneErrors, Thread: Flavour> {
        progress: &'a Thread::Shared<Progress<T, R, Thread>>,
        takers: Waiters<T, R, Thread>,
    }

    impl<T: Clone, R: CloneErrors, Thread: Flavour> Rest<'_, T, R, Thread> {
        /// Serves one taker; false if there was none.
        fn serve_next(&mut self) -> bool {
            let next = self.takers.next();
            next.map(|taker| self.serve(taker)).is_some()
        }

        fn serve(&self, taker: Resolver<T, R, Thread>) {
            let Some(outcome) = copy::<T, R, Thread>(self.progress, Failure::copy) else { return };
            // A taker that was cancelled during the clone has no clone.
            if let Err(late) = taker.try_resolve_in_flight(outcome) {
                give_back::<T, R, Thread>(self.progress);
                drop(late.map_err(Failure::in_hand));
            }
        }
    }

    impl<T: Clone, R: CloneErrors, Thread: Flavour> Drop for Rest<'_, T, R, Thread> {
        fn drop(&mut self) {
            while let Some(taker) = self.takers.next() {
                unwind::contain(|| self.serve(taker));
            }
        }
    }

    let outcome = Some(Thread::Ref::new(outcome.map_err(Failure::in_hand)));
    let here = Progress::Here(Arrived { outcome, takers: 0 });
    if let Progress::Awaited(takers) = progress.with(|progress| replace(progress, here)) {
        let mut rest = Rest::<T, R, Thread> { progress, takers };
        while rest.serve_next() {}
    }
}

/// A taker's own outcome, if the result is ready.
fn copy<T: Clone, R: ErrorSet, Thread: Flavour>(
    progress: &Thread::Shared<Progress<T, R, Thread>>,
    clone: fn(&Failure<R>) -> Failure<R>,
) -> Option<Outcome<T, R>> {
    let outcome = progress.with(|progress| match progress {
        Progress::Here(arrived) => arrived.outcome.clone(),
        Progress::Awaited(_) | Progress::Abandoned => None,
    })?;
    let copy = match &*outcome {
        Ok(value) => Ok(value.clone()),
        Err(failure) => Err(clone(failure)),
    };
    // The taker counts only now that it has a clone: where `Clone` panics, there is none.
    progress.with(|progress| {
        if let Progress::Here(arrived) = progress {
            arrived.takers += 1;
        }
    });
    // `Clone` may have dropped everything else, so this may be the last reference.
    drop(outcome);
    Some(copy)
}

/// Takes back the clone of a taker that was cancelled.
fn give_back<T: 'static, R: ErrorSet, Thread: Flavour>(progress: &Thread::Shared<Progress<T, R, Thread>>) {
    progress.with(|progress| {
        if let Progress::Here(arrived) = progress {
            arrived.takers -= 1;
        }
    });
}

/// Delivers the result to the takers. Its drop before that abandons them; the Deferred itself has reported that.
pub(crate) struct Arrival<T: 'static, R: ErrorSet, Thread: Flavour>(
    Option<Thread::Shared<Progress<T, R, Thread>>>,
);

// Any thread may clone the value, so the result is `Sync` as well: `Deferred::share` has the bound.
send_if!([T: 'static, R: ErrorSet,] Arrival<T, R, Thread>; carries [Arc<Outcome<T, R>>]; given [T: Send + Sync, R: Send + Sync]);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Arrival<T, R, Thread> {
    fn drop(&mut self) {
        let Some(progress) = self.0.take() else { return };
        if let Progress::Awaited(mut takers) =
            progress.with(|progress| replace(progress, Progress::Abandoned))
        {
            while let Some(taker) = takers.next() {
                taker.into_sender().abandon_silently();
            }
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Clone for Shared<T, R, Thread> {
    fn clone(&self) -> Self {
        Shared { progress: self.progress.clone(), clone: self.clone }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Debug for Shared<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arrived = self.progress.with(|progress| match progress {
            Progress::Awaited(_) => Err("Shared(pending)"),
            Progress::Here(arrived) => Ok(arrived.outcome.clone()),
            Progress::Abandoned => Err("Shared(abandoned)"),
        });
        match arrived.as_ref().map(Option::as_deref) {
            Ok(Some(Err(failure))) => write!(f, "Shared({failure:?})"),
            Ok(_) => f.write_str("Shared(a value)"),
            Err(without) => f.write_str(without),
        }
    }
}
