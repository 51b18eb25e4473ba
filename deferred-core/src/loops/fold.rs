//! `fold`: a step for each item.

use super::iterate;
use crate::deferred::Deferred;
use crate::set::ErrorSet;
use core::ops::ControlFlow::{Break, Continue};

/// Takes one item after the other into an accumulator, each when the one before is done.
///
/// A failure ends it, and the items that are left are dropped. However many there are, it takes constant stack and
/// constant memory. A cancel goes to what the current step waits for, as in [`iterate`].
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
pub fn fold<I, A, R>(
    items: I,
    init: A,
    mut step: impl FnMut(A, I::Item) -> Deferred<A, R> + 'static,
) -> Deferred<A, R>
where
    I: IntoIterator,
    I::IntoIter: 'static,
    A: 'static,
    R: ErrorSet,
{
    let mut items = items.into_iter();
    iterate(init, move |so_far| match items.next() {
        Some(item) => step(so_far, item).map(Continue),
        None => Deferred::succeed(Break(so_far)),
    })
}
