//! Members of different types, as a tuple: `join!` and `list!` expand to a call of `wait`.

use super::join_state::{Decided, JoinState};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, HasAll};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, Flavour, SendIf, ThisThread};
use core::marker::PhantomData;
use core::panic::Location;

/// A Deferred among others of other types, whose errors are in `S`.
#[doc(hidden)]
pub trait Member<S: ErrorSet, Thread: Flavour = ThisThread>: Sized + 'static {
    /// The value of the member in the result.
    type Value: 'static;

    fn handle(&self) -> MemberHandle<Thread>;

    /// Waits for the outcome of the member, which must not get lost.
    fn settle<C: SendIf<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<Self::Value, S>) + 'static);

    /// Converts the value when the result is complete.
    #[inline]
    fn hand_over(value: Self::Value) -> Self::Value {
        value
    }
}

/// Whether pending members are cancelled when the result is decided.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Rest {
    GoesOn,
    IsCancelled,
}

/// The cancel handle of a member.
#[doc(hidden)]
pub struct MemberHandle<Thread: Flavour>(Option<Thread::Handle>);

/// A member whose errors are at `Indices` in the set of the result.
#[doc(hidden)]
pub struct Lifted<T: 'static, Xs: ErrorSet, Indices, Thread: Flavour = ThisThread> {
    deferred: Deferred<T, Xs, Thread>,
    indices: PhantomData<fn() -> Indices>,
}

impl<T: 'static, Xs: ErrorSet, Indices, Thread: Flavour> Lifted<T, Xs, Indices, Thread> {
    #[inline]
    pub fn new(deferred: Deferred<T, Xs, Thread>) -> Self {
        Lifted { deferred, indices: PhantomData }
    }
}

impl<T: 'static, Xs: ErrorSet, Indices: 'static, S, Thread: Flavour> Member<S, Thread>
    for Lifted<T, Xs, Indices, Thread>
where
    S: HasAll<Xs::List, Indices>,
{
    type Value = T;

    fn handle(&self) -> MemberHandle<Thread> {
        MemberHandle(self.deferred.cell_handle())
    }

    fn settle<C: SendIf<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<T, S>) + 'static) {
        self.deferred.settle_in_flight(captured, move |captured, outcome| {
            taker(captured, outcome.map_err(Failure::widen))
        });
    }
}

/// A member with the set of the result.
#[doc(hidden)]
pub struct Whole<T: 'static, R: ErrorSet, Thread: Flavour = ThisThread>(pub Deferred<T, R, Thread>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Member<R, Thread> for Whole<T, R, Thread> {
    type Value = T;

    fn handle(&self) -> MemberHandle<Thread> {
        MemberHandle(self.0.cell_handle())
    }

    fn settle<C: SendIf<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<T, R>) + 'static) {
        self.0.settle_in_flight(captured, taker);
    }
}

/// A member whose failure is a value of the result.
#[doc(hidden)]
pub struct Listed<T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread>(
    pub Deferred<T, R, Thread>,
);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Member<(), Thread> for Listed<T, R, Thread> {
    type Value = Outcome<T, R>;

    fn handle(&self) -> MemberHandle<Thread> {
        MemberHandle(self.0.cell_handle())
    }

    fn settle<C: SendIf<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<Self::Value>) + 'static) {
        self.0.settle_in_flight(captured, move |captured, outcome| taker(captured, Ok(outcome)));
    }

    fn hand_over(outcome: Outcome<T, R>) -> Outcome<T, R> {
        outcome.map_err(Failure::in_hand)
    }
}

/// Several members, whose errors are in `S`.
#[doc(hidden)]
pub trait Tuple<S: ErrorSet, Thread: Flavour = ThisThread> {
    type Values: 'static;

    /// Waits for all the values, or for the first failure.
    fn wait(self, rest: Rest, made: &'static Location<'static>) -> Deferred<Self::Values, S, Thread>
    where
        Thread: Carries<Outcome<Self::Values, S>>;
}

/// The values so far, each in its slot.
pub(super) struct TupleSlots<P> {
    values: P,
    missing: usize,
}

fn decide<S: 'static, V: 'static, E: ErrorSet, Thread: Flavour>(
    join: &JoinState<S, V, E, Rest, Thread>,
    decided: Decided<S, V, E, Thread>,
) {
    drop(match join.with_late(|rest| *rest) {
        Rest::GoesOn => join.fire(decided),
        Rest::IsCancelled => join.cancel_and_fire(decided),
    });
}

/// Reports a late failure, unless it comes of a cancel that was asked for.
fn drop_late<S: 'static, V: 'static, E: ErrorSet, U, Thread: Flavour>(
    join: &JoinState<S, V, E, Rest, Thread>,
    late: Outcome<U, E>,
) {
    if let Err(failure) = late {
        drop(join.unasked(failure));
    }
}

/// The slot for the value of the member at `at`, and the function that makes the result of all slots.
struct Slot<P, X, V> {
    at: usize,
    of: fn(&mut P) -> &mut Option<X>,
    all: fn(&mut P) -> Option<V>,
}

send_if!([P: 'static, X: 'static, V: 'static,] Slot<P, X, V>);

/// Waits for the member, whose value has a slot of its own; the last value completes the result.
fn settle<M: Member<E, Thread>, P: 'static, V: 'static, E: ErrorSet, Thread: Flavour>(
    member: M,
    join: &JoinState<TupleSlots<P>, V, E, Rest, Thread>,
    slot: Slot<P, M::Value, V>,
) where
    JoinState<TupleSlots<P>, V, E, Rest, Thread>: SendIf<Thread>,
{
    member.settle((join.clone(), slot), |(join, slot), outcome| {
        let arrived = join.arrive(Some(slot.at), outcome, |slots, outcome, _| {
            match outcome {
                Ok(value) => *(slot.of)(&mut slots.values) = Some(value),
                Err(failure) => return Some(Err(failure)),
            }
            slots.missing -= 1;
            if slots.missing == 0 { (slot.all)(&mut slots.values).map(Ok) } else { None }
        });
        match arrived {
            Ok(None) => {}
            Ok(Some(decided)) => decide(&join, decided),
            Err(late) => drop_late(&join, late),
        }
    });
}

macro_rules! tuple {
    ($(($m:ident $i:tt))+) => {
        impl<S: ErrorSet, Thread: Flavour, $($m: Member<S, Thread>),+> Tuple<S, Thread> for ($($m,)+) {
            type Values = ($($m::Value,)+);

            fn wait(self, rest: Rest, made: &'static Location<'static>) -> Deferred<Self::Values, S, Thread>
            where
                Thread: Carries<Outcome<Self::Values, S>>,
            {
                let pending = alloc::vec![$(self.$i.handle().0),+];
                let slots = TupleSlots { missing: pending.len(), values: ($(None::<$m::Value>,)+) };
                let (join, result) = JoinState::<_, Self::Values, S, Rest, Thread>::new(slots, pending, rest, made);
                let all = |values: &mut ($(Option<$m::Value>,)+)| Some(($($m::hand_over(values.$i.take()?),)+));
                $(settle(self.$i, &join, Slot { at: $i, of: |values| &mut values.$i, all });)+
                drop(join);
                result
            }
        }
    };
}

macro_rules! each_size {
    ([$($done:tt)*]) => {};
    ([$($done:tt)*] $next:tt $($rest:tt)*) => {
        tuple!($($done)* $next);
        each_size!([$($done)* $next] $($rest)*);
    };
}
each_size!([] (A 0) (B 1) (C 2) (D 3) (E 4) (F 5) (G 6) (H 7) (J 8) (K 9) (L 10) (M 11) (N 12) (O 13) (P 14) (Q 15));
