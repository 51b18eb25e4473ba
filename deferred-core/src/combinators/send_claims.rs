//! Claims that the state which members of a combinator share may be sent where the members may.
//!
//! It consists of the members' outcomes, of what the user gave beside them, and of the result's own pair: where all of that
//! is `Send`, so is the whole. In code that is generic over the flavour the compiler cannot derive it, so it is claimed here;
//! in tests the compiler derives each claim for `AnyThread`.

#![allow(unsafe_code)]

use super::join_state::{JoinState, WeakJoinState};
use super::members::{Shape, Waiting};
use super::tuple::{Rest, TupleSlots};
use super::window_results::{Accumulate, Folding, InOrder, With};
use super::windowed as window;
use crate::deferred::Outcome;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour, SendIf};

// SAFETY: a shape holds what the members come to, and so does the result. What takes late failures is assured.
unsafe impl<T, R, S, Thread> SendIf<Thread> for Waiting<T, R, S, Thread>
where
    T: 'static,
    R: ErrorSet,
    S: Shape<T, R>,
    Thread: Flavour + Carries<Outcome<T, R>>,
{
}

// SAFETY: the places are for what the result is made of.
unsafe impl<P: 'static, V: 'static, E, Thread> SendIf<Thread> for JoinState<TupleSlots<P>, V, E, Rest, Thread>
where
    E: ErrorSet,
    Thread: Flavour + Carries<Outcome<V, E>>,
{
}

// SAFETY: the flavour carries what gives items, what works on them, and what comes of that. What takes late outcomes is assured.
unsafe impl<It: 'static, F: 'static, T: 'static, R, Thread> SendIf<Thread>
    for window::Waiting<It, F, T, R, InOrder<T>, Thread>
where
    R: ErrorSet,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<Outcome<T, R>>,
{
}

// SAFETY: the same, with the accumulator, which is the result, and the function that takes values into it.
unsafe impl<It: 'static, F: 'static, A: 'static, T: 'static, G: 'static, Kind: 'static, R, Thread>
    SendIf<Thread> for window::Waiting<It, F, T, R, Folding<A, T, With<G, Kind>>, Thread>
where
    R: ErrorSet,
    With<G, Kind>: Accumulate<A, T>,
    Thread: Flavour + Carries<It> + Carries<F> + Carries<G> + Carries<Outcome<T, R>> + Carries<Outcome<A, R>>,
{
}

// SAFETY: it is a weak reference to the join state, and holds nothing else.
unsafe impl<S, V, E: ErrorSet, L, Thread: Flavour> SendIf<Thread> for WeakJoinState<S, V, E, L, Thread> where
    JoinState<S, V, E, L, Thread>: SendIf<Thread>
{
}

/// What is said above, where the compiler can see it.
#[cfg(test)]
mod checked {
    use super::*;
    use crate::combinators::first_failure::FirstFailure;
    use crate::combinators::first_settled::FirstSettled;
    use crate::combinators::first_success::FirstSuccess;
    use crate::combinators::gather::Gather;
    use crate::combinators::gather_all::GatherAll;
    use crate::combinators::list::List;
    use crate::combinators::race::Race;
    use crate::combinators::some::Wanted;
    use crate::combinators::window_results::Alone;
    use crate::error::failure::Failure;
    use crate::flavour::AnyThread;

    fn is_send<X: Send>() {}

    fn of_a_shape<T: Send + 'static, R: ErrorSet, S: Shape<T, R> + Send>()
    where
        Outcome<S::Value, S::Errors>: Send,
        Failure<R>: Send,
    {
        is_send::<Waiting<T, R, S, AnyThread>>();
    }

    #[allow(dead_code, reason = "it need only compile")]
    fn of_each<T: Send + 'static, It: Send + 'static, F: FnMut(usize, T) + Send + 'static, R: ErrorSet>()
    where
        R::Repr: Send,
    {
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
