//! Loops of asynchronous steps: `iterate`, until a step breaks, and `fold`, for each item of an iterator.

use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour, MaybeReady, SendIf, Wrap};
use crate::runtime::unwind::once_gone;
use core::ops::ControlFlow::{self, Break, Continue};

/// Repeats a step until it breaks; each step gets the value that the one before continued with.
///
/// A failure ends the loop. Any number of steps, ready or not, takes constant stack and constant memory. A cancel
/// goes to what the current step waits for; if that fails, no further step begins.
///
/// ```
/// use deferred::{Deferred, iterate, succeed, testing::success_result_of};
/// use std::ops::ControlFlow::{Break, Continue};
///
/// fn halve(n: u64) -> Deferred<u64> {
///     succeed(n / 2)
/// }
///
/// let digits = iterate((40, 0), |(n, digits)| match n {
///     0 => succeed(Break(digits)),
///     _ => halve(n).map(move |n| Continue((n, digits + 1))),
/// });
/// assert_eq!(success_result_of(digits), 6);
/// ```
///
/// Twisted: a `while` loop in an `inlineCallbacks` function; `task.cooperate`.
#[doc(alias("cooperate", "inlineCallbacks"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn iterate<S: 'static, B: 'static, R: ErrorSet, F: FnMut(S) -> Deferred<ControlFlow<B, S>, R, Thread> + 'static, Thread>(state: S, step: F) -> Deferred<B, R, Thread> where Thread: Flavour + Carries<F> + Carries<Outcome<B, R>> {
    run(state, Wrap(step))
}

/// The steps of a loop with the state `S`, which ends with a `B`.
pub(crate) trait Steps<S, B, R: ErrorSet, Thread: Flavour>: SendIf<Thread> {
    /// The value of a step's Deferred.
    type Given: 'static;

    /// Begins the next step; breaks where there is none.
    fn begin(&mut self, state: S) -> ControlFlow<B, Deferred<Self::Given, R, Thread>>;

    /// Decides, after a step, how the loop goes on.
    fn end(given: Self::Given) -> ControlFlow<B, S>;
}

impl<S: 'static, B: 'static, R: ErrorSet, F, Thread> Steps<S, B, R, Thread> for Wrap<F>
where
    F: FnMut(S) -> Deferred<ControlFlow<B, S>, R, Thread> + 'static,
    Thread: Flavour + Carries<F>,
{
    type Given = ControlFlow<B, S>;

    #[inline]
    fn begin(&mut self, state: S) -> ControlFlow<B, Deferred<Self::Given, R, Thread>> {
        ControlFlow::Continue((self.0)(state))
    }

    #[inline]
    fn end(given: Self::Given) -> ControlFlow<B, S> {
        given
    }
}

/// Runs steps that are ready in the loop. The first step that waits takes the rest of the loop along as its
/// continuation.
pub(super) fn run<S, B, R, X, Thread>(mut state: S, mut steps: X) -> Deferred<B, R, Thread>
where
    S: 'static,
    B: 'static,
    R: ErrorSet,
    X: Steps<S, B, R, Thread>,
    Thread: Flavour + Carries<Outcome<B, R>>,
{
    loop {
        let step = match steps.begin(state) {
            ControlFlow::Continue(step) => step,
            ControlFlow::Break(value) => return Deferred::ready(Ok(once_gone(steps, value))),
        };
        state = match step.into_inner().take() {
            Ok(Ok(given)) => match X::end(given) {
                ControlFlow::Continue(next) => next,
                ControlFlow::Break(value) => return Deferred::ready(Ok(once_gone(steps, value))),
            },
            Ok(Err(failure)) => return Deferred::ready(Err(once_gone(steps, failure))),
            Err(waits) => {
                let waits: Deferred<_, R, Thread> = MaybeReady::Pending(waits).into();
                return waits.feed_other(steps, |steps, outcome| match outcome.map(X::end) {
                    Ok(ControlFlow::Continue(next)) => run(next, steps),
                    Ok(ControlFlow::Break(value)) => Deferred::ready(Ok(once_gone(steps, value))),
                    Err(failure) => Deferred::ready(Err(once_gone(steps, failure))),
                });
            }
        };
    }
}

/// Folds items into an accumulator, one after the other, each when the one before is done.
///
/// A failure ends the fold, and the items that are left are dropped. Any number of items takes constant stack and
/// constant memory. A cancel goes to what the current step waits for, as in [`iterate`](crate::iterate()).
///
/// ```
/// use deferred::{Deferred, fold, succeed, testing::success_result_of};
///
/// fn fetch(url: &str) -> Deferred<String> {
///     succeed(format!("page at {url}"))
/// }
///
/// let length = fold(["a", "bc"], 0, |length, url| fetch(url).map(move |page| length + page.len()));
/// assert_eq!(success_result_of(length), 19);
/// ```
///
/// Twisted: a `for` loop in an `inlineCallbacks` function.
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn fold<I: IntoIterator<IntoIter: 'static>, A: 'static, R: ErrorSet, F: FnMut(A, I::Item) -> Deferred<A, R, Thread> + 'static, Thread>(items: I, init: A, step: F) -> Deferred<A, R, Thread> where Thread: Flavour + Carries<I::IntoIter> + Carries<F> + Carries<Outcome<A, R>> {
    run(init, (Wrap(items.into_iter()), Wrap(step)))
}

impl<A: 'static, R: ErrorSet, It, F, Thread> Steps<A, A, R, Thread> for (Wrap<It>, Wrap<F>)
where
    It: Iterator + 'static,
    F: FnMut(A, It::Item) -> Deferred<A, R, Thread> + 'static,
    Thread: Flavour + Carries<It> + Carries<F>,
{
    type Given = A;

    #[inline]
    fn begin(&mut self, so_far: A) -> ControlFlow<A, Deferred<A, R, Thread>> {
        let (Wrap(items), Wrap(step)) = self;
        match items.next() {
            Some(item) => Continue(step(so_far, item)),
            None => Break(so_far),
        }
    }

    #[inline]
    fn end(so_far: A) -> ControlFlow<A, A> {
        Continue(so_far)
    }
}
