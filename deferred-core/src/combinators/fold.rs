//! `fold`: runs an asynchronous step for each item of an iterator.

use super::iterate::{Steps, run};
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour, Wrap};
use core::ops::ControlFlow::{self, Break, Continue};

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
