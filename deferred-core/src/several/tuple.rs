//! Members of different types, as a tuple: what `join!` and `list!` expand to a call of.

use super::heart::{Decided, Heart};
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::flavour::{Captured, Carries, Flavour, ThisThread};
use crate::set::{ErrorSet, HasAll};
use core::marker::PhantomData;
use core::panic::Location;

/// A Deferred among others of other types. What it can fail with is in `S`.
#[doc(hidden)]
pub trait Member<S: ErrorSet, Thread: Flavour = ThisThread>: Sized + 'static {
    /// What it has for the result.
    type Value: 'static;

    fn end(&self) -> End<Thread>;

    /// Waits for what it comes to, which must not get lost.
    fn settle<C: Captured<Thread>>(
        self,
        captured: C,
        taker: impl FnOnce(C, Outcome<Self::Value, S>) + 'static,
    );

    /// The value, as the result has it.
    #[inline]
    fn hand_over(value: Self::Value) -> Self::Value {
        value
    }
}

/// What becomes of the members that are pending when the result is decided.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum Rest {
    GoesOn,
    IsCancelled,
}

/// What a member is cancelled by.
#[doc(hidden)]
pub struct End<Thread: Flavour>(Option<Thread::Handle>);

/// A member whose errors are `Places` in the set of all.
#[doc(hidden)]
pub struct Lifted<T: 'static, Xs: ErrorSet, Places, Thread: Flavour = ThisThread> {
    deferred: Deferred<T, Xs, Thread>,
    places: PhantomData<fn() -> Places>,
}

impl<T: 'static, Xs: ErrorSet, Places, Thread: Flavour> Lifted<T, Xs, Places, Thread> {
    #[inline]
    pub fn new(deferred: Deferred<T, Xs, Thread>) -> Self {
        Lifted { deferred, places: PhantomData }
    }
}

impl<T: 'static, Xs: ErrorSet, Places: 'static, S, Thread: Flavour> Member<S, Thread>
    for Lifted<T, Xs, Places, Thread>
where
    S: HasAll<Xs::List, Places>,
{
    type Value = T;

    fn end(&self) -> End<Thread> {
        End(self.deferred.end())
    }

    fn settle<C: Captured<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<T, S>) + 'static) {
        self.deferred.settle_in_flight(captured, move |captured, outcome| {
            taker(captured, outcome.map_err(Failure::widen))
        });
    }
}

/// A member whose failure is a value to the others.
#[doc(hidden)]
pub struct Kept<T: 'static, R: ErrorSet, Thread: Flavour = ThisThread>(pub Deferred<T, R, Thread>);

impl<T: 'static, R: ErrorSet, Thread: Flavour> Member<(), Thread> for Kept<T, R, Thread> {
    type Value = Outcome<T, R>;

    fn end(&self) -> End<Thread> {
        End(self.0.end())
    }

    fn settle<C: Captured<Thread>>(self, captured: C, taker: impl FnOnce(C, Outcome<Self::Value>) + 'static) {
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

/// What came so far, each in its place.
pub(super) struct Places<P> {
    values: P,
    missing: usize,
}

fn decide<S: 'static, V: 'static, E: ErrorSet, Thread: Flavour>(
    heart: &Heart<S, V, E, Rest, Thread>,
    decided: Decided<S, V, E, Thread>,
) {
    drop(match heart.with_late(|rest| *rest) {
        Rest::GoesOn => heart.fire(decided),
        Rest::IsCancelled => heart.cancel_and_fire(decided),
    });
}

/// A late failure, which is not what was asked for, is reported.
fn drop_late<S: 'static, V: 'static, E: ErrorSet, U, Thread: Flavour>(
    heart: &Heart<S, V, E, Rest, Thread>,
    late: Outcome<U, E>,
) {
    if let Err(failure) = late {
        drop(heart.unasked(failure));
    }
}

macro_rules! tuple {
    ($(($m:ident $i:tt))+) => {
        impl<S: ErrorSet, Thread: Flavour, $($m: Member<S, Thread>),+> Tuple<S, Thread> for ($($m,)+) {
            type Values = ($($m::Value,)+);

            fn wait(self, rest: Rest, made: &'static Location<'static>) -> Deferred<Self::Values, S, Thread>
            where
                Thread: Carries<Outcome<Self::Values, S>>,
            {
                let pending = alloc::vec![$(self.$i.end().0),+];
                let places = Places { missing: pending.len(), values: ($(None::<$m::Value>,)+) };
                let (heart, result) = Heart::<_, Self::Values, S, Rest, Thread>::new(places, pending, rest, made);
                let all = |places: &mut Places<($(Option<$m::Value>,)+)>| {
                    Some(Ok(($($m::hand_over(places.values.$i.take()?),)+)))
                };
                $({
                    self.$i.settle(heart.clone(), move |heart, outcome| {
                        let arrived = heart.arrive(Some($i), outcome, |places, outcome, _| {
                            match outcome {
                                Ok(value) => places.values.$i = Some(value),
                                Err(failure) => return Some(Err(failure)),
                            }
                            places.missing -= 1;
                            if places.missing == 0 { all(places) } else { None }
                        });
                        match arrived {
                            Ok(None) => {}
                            Ok(Some(decided)) => decide(&heart, decided),
                            Err(late) => drop_late(&heart, late),
                        }
                    });
                })+
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
