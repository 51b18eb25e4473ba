//! `iterate`: a step again and again, until it says that it is done.

use crate::deferred::Deferred;
use crate::eventual::Eventual;
use crate::flavour::Held;
use crate::set::ErrorSet;
use core::ops::ControlFlow;

/// Repeats a step until it breaks: each is given what the one before continued with.
///
/// A failure ends it. However many steps there are, ready or not, it takes constant stack and constant memory.
/// A cancel goes to what the current step waits for; if that fails, no further step begins.
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
pub fn iterate<S, B, R>(
    state: S,
    step: impl FnMut(S) -> Deferred<ControlFlow<B, S>, R> + 'static,
) -> Deferred<B, R>
where
    S: 'static,
    B: 'static,
    R: ErrorSet,
{
    run(state, step)
}

/// Steps that are ready run in the loop. The first that waits takes the rest of the loop along.
fn run<S, B, R, F>(mut state: S, mut step: F) -> Deferred<B, R>
where
    S: 'static,
    B: 'static,
    R: ErrorSet,
    F: FnMut(S) -> Deferred<ControlFlow<B, S>, R> + 'static,
{
    loop {
        state = match step(state).eventual.take() {
            Ok(Ok(ControlFlow::Continue(next))) => next,
            Ok(Ok(ControlFlow::Break(value))) => return Deferred::succeed(value),
            Ok(Err(failure)) => return Deferred::ready(Err(failure)),
            Err(waits) => {
                let waits: Deferred<_, R> = Eventual::Pending(waits).into();
                return waits.feed_other(Held(step), |Held(step), outcome| match outcome {
                    Ok(ControlFlow::Continue(next)) => run(next, step),
                    Ok(ControlFlow::Break(value)) => Deferred::succeed(value),
                    Err(failure) => Deferred::ready(Err(failure)),
                });
            }
        };
    }
}
