//! `retry`: an attempt again and again, until one succeeds or a policy has had enough.

use super::iterate;
use crate::cancel::Cancelled;
use crate::deferred::Deferred;
use crate::failure::Failure;
use crate::flavour::Held;
use crate::set::{ErrorSet, HasAll};
use core::ops::ControlFlow::{self, Break, Continue};

/// What a policy says of an attempt that has failed: see [`retry`].
#[derive(Debug)]
pub enum Retry {
    /// No more: its failure is the result.
    Stop,
    /// Again, at once.
    Now,
    /// Again, when this has its result.
    After(Deferred<(), (Cancelled,)>),
}

/// Attempts something until it succeeds, or until `policy` says to stop: then with the last failure.
///
/// The policy is given the number of attempts that have failed, from 1, and the failure of the last one, with its type.
/// An attempt that was cancelled is the last one, whatever the policy would say. So is one that was waited after, where
/// the wait is cancelled: that fails with [`Cancelled`], and has the attempt's failure as its cause. However many
/// attempts there are, they take constant stack and constant memory.
///
/// ```
/// use deferred::{Cancelled, Deferred, Failure, Retry, fail, retry, succeed, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Forbidden;
///
/// let mut left = 2;
/// let page: Deferred<&str, (Busy, Forbidden, Cancelled)> = retry(
///     |attempts, failure: &Failure<_>| match attempts {
///         1..5 if failure.is::<Busy>() => Retry::Now,
///         _ => Retry::Stop,
///     },
///     move || match left {
///         0 => succeed("page").raises_at_most(),
///         _ => {
///             left -= 1;
///             fail(Busy).raises_at_most()
///         }
///     },
/// );
/// assert_eq!(success_result_of(page), "page");
/// ```
///
/// Twisted has none; `ClientService(retryPolicy=...)` does it for connections.
#[doc(alias = "retryPolicy")]
pub fn retry<T, R, Places>(
    policy: impl FnMut(u64, &Failure<R>) -> Retry + 'static,
    attempt: impl FnMut() -> Deferred<T, R> + 'static,
) -> Deferred<T, R>
where
    T: 'static,
    R: ErrorSet + HasAll<<(Cancelled,) as ErrorSet>::List, Places>,
{
    iterate(Attempts { made: 0, policy, attempt }, |mut attempts| {
        (attempts.attempt)().feed_other(Held(attempts), |Held(attempts), outcome| match outcome {
            Ok(value) => Deferred::succeed(Break(value)),
            Err(failure) => attempts.after(failure),
        })
    })
}

/// What goes from one attempt to the next.
struct Attempts<P, A> {
    made: u64,
    policy: P,
    attempt: A,
}

impl<P, A: 'static> Attempts<P, A> {
    /// What the policy says of a failure: go on, now or later, or not.
    fn after<T: 'static, R, Places>(mut self, failure: Failure<R>) -> Deferred<ControlFlow<T, Self>, R>
    where
        P: FnMut(u64, &Failure<R>) -> Retry + 'static,
        R: ErrorSet + HasAll<<(Cancelled,) as ErrorSet>::List, Places>,
    {
        self.made += 1;
        if failure.is::<Cancelled>() {
            return Deferred::ready(Err(failure));
        }
        match (self.policy)(self.made, &failure) {
            Retry::Stop => Deferred::ready(Err(failure)),
            Retry::Now => {
                drop(failure.in_hand());
                Deferred::succeed(Continue(self))
            }
            Retry::After(wait) => {
                let cause = failure.note();
                drop(failure.in_hand());
                wait.feed_other(Held((self, cause)), |Held((attempts, cause)), waited| match waited {
                    Ok(()) => Deferred::succeed(Continue(attempts)),
                    Err(cancelled) => Deferred::ready(Err(cancelled.widen())).because(Some(cause)),
                })
            }
        }
    }
}
