//! `share`: one result for many takers.

use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::flavour::Held;
use crate::panics;
use crate::set::{CloneErrors, ErrorSet};
use crate::waiters::Waiters;
use alloc::rc::Rc;
use core::cell::RefCell;
use core::fmt::{self, Debug};

/// One result for many takers: each [`get`](Self::get) is a Deferred of its own, with a clone of it.
///
/// Each taker answers for its own clone of a failure. If there never was a taker, the failure
/// is [reported](crate::unhandled) once, when the last `Shared` goes.
///
/// Takers do not disturb one another, nor what is shared: one that is cancelled comes to
/// [`Cancelled`](crate::Cancelled), and the others wait on. What is shared goes on even if all of them
/// are cancelled and the last `Shared` is gone, since somebody may come: to be able to end it, take its
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
/// Twisted has none: there a callback that returns what it was given shares it in order.
pub struct Shared<T: 'static, R: ErrorSet = ()> {
    progress: Rc<RefCell<Progress<T, R>>>,
    /// How a failure is cloned: that it can be was asked when it was shared.
    clone: fn(&Failure<R>) -> Failure<R>,
}

enum Progress<T: 'static, R: ErrorSet> {
    /// Still to come, for these.
    Awaited(Waiters<T, R>),
    /// A failure is in flight until somebody takes it.
    Here(Outcome<T, R>),
    /// It will never come.
    Abandoned,
}

impl<T: Clone + 'static, R: ErrorSet> Deferred<T, R> {
    /// Shares the result among as many takers as come: see [`Shared`].
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn share(self) -> Shared<T, R> where R: CloneErrors {
        let progress = Rc::new(RefCell::new(Progress::Awaited(Waiters::new())));
        let arrival = Arrival(Some(progress.clone()));
        self.settle_in_flight(Held(arrival), |Held(mut arrival), outcome| {
            if let Some(progress) = arrival.0.take() {
                arrive(&progress, outcome);
            }
        });
        Shared { progress, clone: Failure::copy }
    }
}

impl<T: Clone + 'static, R: ErrorSet> Shared<T, R> {
    /// A Deferred of the result, for one taker.
    #[track_caller]
    pub fn get(&self) -> Deferred<T, R> {
        let is_here = matches!(*self.progress.borrow(), Progress::Here(_));
        if is_here {
            return Deferred::ready(copy(&self.progress, self.clone));
        }
        if let Progress::Awaited(takers) = &mut *self.progress.borrow_mut() {
            return takers.join();
        }
        let (resolver, abandoned) = Deferred::pending();
        resolver.into_firing().tear_down();
        abandoned
    }
}

/// The result has come: it is there for late takers before the callbacks of the first ones run.
fn arrive<T: Clone, R: CloneErrors>(progress: &RefCell<Progress<T, R>>, outcome: Outcome<T, R>) {
    /// Goes on with the others if a taker's callback panics.
    struct Rest<'a, T: Clone + 'static, R: CloneErrors> {
        progress: &'a RefCell<Progress<T, R>>,
        takers: Waiters<T, R>,
    }

    impl<T: Clone, R: CloneErrors> Rest<'_, T, R> {
        /// Whether there was another.
        fn serve_next(&mut self) -> bool {
            let next = self.takers.next();
            next.map(|taker| taker.into_firing().fire(copy(self.progress, Failure::copy))).is_some()
        }
    }

    impl<T: Clone, R: CloneErrors> Drop for Rest<'_, T, R> {
        fn drop(&mut self) {
            while let Some(taker) = self.takers.next() {
                panics::contain(|| taker.into_firing().fire(copy(self.progress, Failure::copy)));
            }
        }
    }

    if let Progress::Awaited(takers) = progress.replace(Progress::Here(outcome)) {
        let mut rest = Rest { progress, takers };
        while rest.serve_next() {}
    }
}

/// A taker's own outcome. A clone is foreign code, which may ask for another: it is made while the result is only looked at.
fn copy<T: Clone, R: ErrorSet>(
    progress: &RefCell<Progress<T, R>>,
    clone: fn(&Failure<R>) -> Failure<R>,
) -> Outcome<T, R> {
    if let Ok(mut progress) = progress.try_borrow_mut()
        && let Progress::Here(Err(failure)) = &mut *progress
    {
        failure.leave_to_copies();
    }
    match &*progress.borrow() {
        Progress::Here(Ok(value)) => Ok(value.clone()),
        Progress::Here(Err(failure)) => Err(clone(failure)),
        Progress::Awaited(_) | Progress::Abandoned => unreachable!("asked for when it is there"),
    }
}

/// Dropped before the result came, it says that none will come. That was reported where it happened.
struct Arrival<T: 'static, R: ErrorSet>(Option<Rc<RefCell<Progress<T, R>>>>);

impl<T: 'static, R: ErrorSet> Drop for Arrival<T, R> {
    fn drop(&mut self) {
        if let Some(progress) = self.0.take()
            && let Progress::Awaited(mut takers) = progress.replace(Progress::Abandoned)
        {
            while let Some(taker) = takers.next() {
                taker.into_firing().tear_down();
            }
        }
    }
}

impl<T: 'static, R: ErrorSet> Clone for Shared<T, R> {
    fn clone(&self) -> Self {
        Shared { progress: self.progress.clone(), clone: self.clone }
    }
}

impl<T: 'static, R: ErrorSet> Debug for Shared<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.progress.borrow() {
            Progress::Awaited(_) => "Shared(pending)",
            Progress::Here(Ok(_)) => "Shared(a value)",
            Progress::Here(Err(failure)) => return write!(f, "Shared({failure:?})"),
            Progress::Abandoned => "Shared(abandoned)",
        })
    }
}
