//! The rules of a chain, each a trait that the compiler names where one is broken.
//!
//! `chain!` asks them of the types at each stage. Most say nothing beyond their messages, and nobody implements them:
//! a type keeps a rule where `chain!` finds so, and [`Kept`] is the answer then. Those that are bounds of methods are
//! implemented, and so are those that ask for a flavour.

mod callbacks;
mod errors;
mod flavours;
mod no_way;
mod replies;
mod takes;

pub use callbacks::{
    CallbackOfOne, TakenByBoth, TakenByCatch, TakenByFinally, TakenByHandler, TakenByInspect, TakenByThen,
};
pub use errors::{
    AmongTheNamed, ErrorNamedTwice, IsAnError, NamedOnce, PossibleHere, PossibleWhereNamed, RoomForOneMore,
};
#[doc(hidden)]
pub use flavours::NotAwaited;
pub use flavours::{
    CarriesCallback, PollsFuture, ResultIsSend, SomebodyAwaits, WaitedForBeside, WaitedForHere,
};
#[doc(hidden)]
pub use no_way::{Impossible, InNoWay};
pub use replies::{AsMember, AsSource, GivenByFinally, InPlaceOf, LikeTheOther};
#[doc(hidden)]
pub use takes::{AsItIs, Taken, takes_failure, takes_listed, takes_outcome, takes_value};
pub use takes::{
    TakesDeferred, TakesEnd, TakesFailure, TakesLateOutcome, TakesListed, TakesOutcome, TakesReference,
    TakesValue,
};

pub use crate::flavour::CrossesThreads;
pub use crate::stages::{Admits, Catches, ResultOrDeferred, WaitsFor};

use core::marker::PhantomData;

/// The question whether `Self` keeps a rule beside `T`.
#[doc(hidden)]
pub struct Asked<Who, T>(PhantomData<fn() -> (Who, T)>);

impl<Who, T> Clone for Asked<Who, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Who, T> Copy for Asked<Who, T> {}

impl<Who, T> Asked<Who, T> {
    #[inline]
    pub(crate) fn new() -> Self {
        Asked(PhantomData)
    }
}

/// A rule was kept.
#[doc(hidden)]
pub struct Kept;

impl Kept {
    /// Nothing was asked.
    #[inline]
    pub fn unasked() -> Self {
        Kept
    }

    /// Hands on what depends on the rule. Where it was broken there is no `Kept`, and nothing more is said of it.
    #[inline]
    pub fn pass<X>(&self, it: X) -> X {
        it
    }
}

/// The type that keeps every rule.
#[doc(hidden)]
pub struct Yes;

/// A rule: a trait which only [`Yes`] implements.
///
/// The question is put as a call of the trait's own function, for then the message is all that the compiler says:
/// of a bound it also says where it stands. It is put twice, so that the compiler blames the whole and not an argument.
macro_rules! rules {
    ($($(#[$words:meta])+ $rule:ident)+) => {$(
        $(#[$words])+
        pub trait $rule<T>: Sized {
            /// What is known once the rule is kept.
            #[doc(hidden)]
            type Answer;

            #[doc(hidden)]
            fn __ask(once: $crate::rules::Asked<Self, T>, again: $crate::rules::Asked<Self, T>) -> Self::Answer;
        }

        #[diagnostic::do_not_recommend]
        impl<T> $rule<T> for $crate::rules::Yes {
            type Answer = $crate::rules::Kept;

            #[inline]
            fn __ask(_: $crate::rules::Asked<Self, T>, _: $crate::rules::Asked<Self, T>) -> $crate::rules::Kept {
                $crate::rules::Kept
            }
        }
    )+};
}
use rules;
