//! `retry`: attempts an operation until it succeeds, or until a policy stops.

use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::interruption::Cancelled;
use crate::error::set::{CanBeCancelled, CanBeRetried};
use crate::flavour::MaybeReady;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, ThisThread, Wrap};
use crate::runtime::unwind::once_gone;
use core::fmt::{self, Debug};
use core::ops::ControlFlow::{self, Break, Continue};

/// The answer of a policy to an attempt that has failed: see [`retry`].
pub enum Retry<Thread: Flavour = ThisThread> {
    /// No further attempt: the failure is the result.
    Stop,
    /// Another attempt, at once.
    Now,
    /// Another attempt, when this Deferred has its result.
    After(Deferred<(), (Cancelled,), Thread>),
}

impl<Thread: Flavour> Debug for Retry<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Retry::Stop => f.write_str("Stop"),
            Retry::Now => f.write_str("Now"),
            Retry::After(wait) => f.debug_tuple("After").field(wait).finish(),
        }
    }
}

/// Attempts an operation until it succeeds, or until `policy` says to stop: then with the last failure.
///
/// The policy is given the number of attempts that have failed, from 1, and the failure of the last one, with its
/// type. An attempt that was cancelled is the last one, whatever the policy would say. So is an attempt whose wait
/// is cancelled: the result is [`Cancelled`] then, with the attempt's failure as its cause. Any number of attempts
/// takes constant stack and constant memory.
///
/// ```
/// use deferred::{Cancelled, Deferred, Retry, fail, retry, succeed, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Forbidden;
///
/// let mut left = 2;
/// let page: Deferred<&str, (Busy, Forbidden, Cancelled)> = retry(
///     |attempts, failure| match attempts {
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
/// Attempts with Deferreds that [cross threads](crate::threads) have a result that does; the policy and the next
/// attempt run where the one before has failed:
///
/// ```
/// use deferred::{Cancelled, Retry, retry, testing::success_result_of, threads::{self, Deferred}};
/// use std::thread;
///
/// #[derive(Debug)]
/// struct Busy;
///
/// let mut made = 0;
/// let page: Deferred<u32, (Busy, Cancelled)> = retry(
///     |attempts, _| if attempts < 5 { Retry::Now } else { Retry::Stop },
///     move || {
///         made += 1;
///         let (resolver, page) = threads::pending();
///         thread::spawn(move || if made < 3 { resolver.fail(Busy) } else { resolver.succeed(made) }).join().unwrap();
///         page
///     },
/// );
/// assert_eq!(success_result_of(page), 3);
/// ```
///
/// Twisted has no counterpart; `ClientService(retryPolicy=...)` retries connections.
#[doc(alias = "retryPolicy")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn retry<T: 'static, R: CanBeRetried<B>, P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static, A: FnMut() -> Deferred<T, R, Thread> + 'static, Thread, B>(policy: P, attempt: A) -> Deferred<T, R, Thread> where Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>> {
    begin(Attempts { made: 0, policy: Wrap(policy), attempt: Wrap(attempt) })
}

/// The state that goes from one attempt to the next.
pub(crate) struct Attempts<P, A> {
    made: u64,
    policy: Wrap<P>,
    attempt: Wrap<A>,
}

send_if!([P: 'static, A: 'static,] Attempts<P, A>; carries [P, A]);

/// Runs attempts that are ready in the loop. The first attempt or wait that is pending takes the rest along as its
/// continuation.
fn begin<T, R, P, A, Which, Thread>(mut attempts: Attempts<P, A>) -> Deferred<T, R, Thread>
where
    T: 'static,
    R: CanBeCancelled<Which>,
    P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static,
    A: FnMut() -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
{
    loop {
        let outcome = match (attempts.attempt.0)().into_inner().take() {
            Ok(outcome) => outcome,
            Err(waits) => {
                let waits: Deferred<T, R, Thread> = MaybeReady::Pending(waits).into();
                return waits.feed_other(attempts, |attempts, outcome| go_on(attempts.end(outcome)));
            }
        };
        attempts = match attempts.end(outcome) {
            Continue(attempts) => attempts,
            Break(result) => return result,
        };
    }
}

/// Goes on with the rest, after an attempt or a wait that was pending.
fn go_on<T, R, P, A, Which, Thread>(
    next: ControlFlow<Deferred<T, R, Thread>, Attempts<P, A>>,
) -> Deferred<T, R, Thread>
where
    T: 'static,
    R: CanBeCancelled<Which>,
    P: FnMut(u64, &Failure<R>) -> Retry<Thread> + 'static,
    A: FnMut() -> Deferred<T, R, Thread> + 'static,
    Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
{
    match next {
        Continue(attempts) => begin(attempts),
        Break(result) => result,
    }
}

impl<P: 'static, A: 'static> Attempts<P, A> {
    /// Decides, after an attempt, how the loop goes on: after a failure by the policy, now or later.
    fn end<T, R, Which, Thread>(mut self, outcome: Outcome<T, R>) -> ControlFlow<Deferred<T, R, Thread>, Self>
    where
        T: 'static,
        R: CanBeCancelled<Which>,
        P: FnMut(u64, &Failure<R>) -> Retry<Thread>,
        A: FnMut() -> Deferred<T, R, Thread>,
        Thread: Flavour + Carries<P> + Carries<A> + Carries<Outcome<T, R>>,
    {
        self.made += 1;
        let failure = match outcome {
            Err(failure) if R::peek_cancelled(failure.value()).is_none() => failure,
            last => return Break(Deferred::ready(once_gone(self, last))),
        };
        match (self.policy.0)(self.made, &failure) {
            Retry::Stop => Break(Deferred::ready(Err(once_gone(self, failure)))),
            Retry::Now => {
                drop(failure.in_hand());
                Continue(self)
            }
            Retry::After(wait) => {
                let cause = failure.to_cause();
                drop(failure.in_hand());
                match wait.into_inner().take() {
                    Ok(waited) => self.after(cause, waited),
                    Err(waits) => {
                        let waits: Deferred<(), (Cancelled,), Thread> = MaybeReady::Pending(waits).into();
                        Break(waits.feed_other((self, cause), |(attempts, cause), waited| {
                            go_on(attempts.after(cause, waited))
                        }))
                    }
                }
            }
        }
    }

    /// Goes on after a wait.
    fn after<T, R, Which, Thread>(
        self,
        cause: Cause,
        waited: Outcome<(), (Cancelled,)>,
    ) -> ControlFlow<Deferred<T, R, Thread>, Self>
    where
        T: 'static,
        R: CanBeCancelled<Which>,
        Thread: Flavour,
    {
        match waited {
            Ok(()) => Continue(self),
            Err(cancelled) => {
                let cancelled = once_gone(self, cancelled);
                Break(Deferred::ready(Err(cancelled.cancelled_in())).because(Some(cause)))
            }
        }
    }
}
