//! Claims that the shared state of a combinator may be sent where its members may.
//!
//! The state consists of the members' outcomes, of the user's functions beside them, and of the result's own pair:
//! where all of these are `Send`, so is the state. The compiler cannot derive that in code that is generic over the
//! flavour, so it is claimed here; in tests the compiler derives each claim for `AnyThread`.

#![allow(unsafe_code)]

use super::join_state::{JoinState, WeakJoinState};
use super::members::{Shape, Waiting};
use super::tuple::{Rest, TupleSlots};
use super::window_results::{Accumulate, Folding, InOrder, With};
use super::windowed as window;
use crate::deferred::Outcome;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour, SendIf};

// SAFETY: a shape and the result hold outcomes of the members, which the flavour carries. The sinks are
// `CheckedSend`.
unsafe impl<T, R, S, Thread> SendIf<Thread> for Waiting<T, R, S, Thread>
where
    T: 'static,
    R: ErrorSet,
    S: Shape<T, R>,
    Thread: Flavour + Carries<Outcome<T, R>>,
{
}

// SAFETY: the slots hold the values of the members, of which the result consists; the flavour carries that.
unsafe impl<P: 'static, V: 'static, E, Thread> SendIf<Thread> for JoinState<TupleSlots<P>, V, E, Rest, Thread>
where
    E: ErrorSet,
    Thread: Flavour + Carries<Outcome<V, E>>,
{
}

// SAFETY: the flavour carries the source of items, the function that works on them, and its results. The sinks are
// `CheckedSend`.
unsafe impl<It: 'static, F: 'static, T: 'static, R, Thread> SendIf<Thread>
    for window::Waiting<It, F, T, R, InOrder<T>, Thread>
where
    R: ErrorSet,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<Outcome<T, R>>,
{
}

// SAFETY: the flavour carries the source of items, the function that works on them, its results, the accumulator,
// which is the result, and the function that takes values into it. The sinks are `CheckedSend`.
unsafe impl<It: 'static, F: 'static, A: 'static, T: 'static, G: 'static, Kind: 'static, R, Thread>
    SendIf<Thread> for window::Waiting<It, F, T, R, Folding<A, T, With<G, Kind>>, Thread>
where
    R: ErrorSet,
    With<G, Kind>: Accumulate<A, T>,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<G> + Carries<Outcome<T, R>> + Carries<Outcome<A, R>>,
{
}

// SAFETY: the type is a weak reference to the join state, and holds nothing else.
unsafe impl<S, V, E: ErrorSet, L, Thread: Flavour> SendIf<Thread> for WeakJoinState<S, V, E, L, Thread> where
    JoinState<S, V, E, L, Thread>: SendIf<Thread>
{
}

/// The claims above, derived by the compiler.
#[cfg(test)]
mod checked {
    use super::*;
    use crate::combinators::all::{FirstFailure, Gather, GatherAll, List};
    use crate::combinators::first::{FirstSettled, FirstSuccess, Race, Wanted};
    use crate::combinators::window_results::Alone;
    use crate::flavour::AnyThread;

    fn is_send<X: Send>() {}

    fn of_a_shape<T: Send + 'static, R: ErrorSet + Send, S: Shape<T, R> + Send>()
    where
        S::Value: Send,
        S::Errors: Send,
    {
        is_send::<Waiting<T, R, S, AnyThread>>();
    }

    #[allow(dead_code, reason = "it need only compile")]
    fn of_each<
        T: Send + 'static,
        It: Send + 'static,
        F: FnMut(usize, T) + Send + 'static,
        R: ErrorSet + Send,
    >() {
        of_a_shape::<T, R, Gather<T>>();
        of_a_shape::<T, R, List<T, R>>();
        of_a_shape::<T, R, GatherAll<T, R>>();
        of_a_shape::<T, R, FirstFailure<T>>();
        of_a_shape::<T, R, FirstSuccess<R>>();
        of_a_shape::<T, R, Race<R>>();
        of_a_shape::<T, R, FirstSettled>();
        of_a_shape::<T, R, Wanted<T, R>>();
        is_send::<JoinState<TupleSlots<(Option<T>, Option<T>)>, (T, T), R, Rest, AnyThread>>();
        is_send::<window::Waiting<It, F, T, R, InOrder<T>, AnyThread>>();
        is_send::<window::Waiting<It, F, T, R, Folding<(), T, With<F, Alone>>, AnyThread>>();
    }
}
