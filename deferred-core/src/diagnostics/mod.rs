//! The rules of a chain, each a trait that the compiler names where one is broken.
//!
//! `chain!` asks them of the types at each stage. Most say nothing beyond their messages, and nobody implements them:
//! a type keeps a rule where `chain!` finds so, and [`Proof`] is the answer then. Those that are bounds of methods are
//! implemented, and so are those that ask for a flavour.

mod callbacks;
mod errors;
mod flavours;
mod replies;
mod takes;
mod unsatisfiable;

pub use callbacks::{
    CanCall, GivesToBoth, GivesToCatch, GivesToHandler, GivesToThen, LendsToFinally, LendsToInspect,
};
pub use errors::{
    AnswersRaises, CanMatch, CanRaise, CanStillRaise, ErrorNamedTwice, FailsWith, HasArmFor, HasRoomFor,
    IsKnownToFail, IsKnownToRaise, Names, NamesOnce, NeedsArmFor,
};
#[doc(hidden)]
pub use flavours::NotAwaited;
pub use flavours::{CanJoinBeside, CanSend, IsAwaited, IsOfOneFlavour};
pub use replies::{BeginsWith, CanJoin, GivesOneType, GoesOnWith, LetsFinallyGive};
#[doc(hidden)]
pub use takes::{AsItIs, Taken, takes_failure, takes_listed, takes_outcome, takes_value};
pub use takes::{
    TakesDeferred, TakesEnd, TakesFailure, TakesLateOutcome, TakesListed, TakesNothing, TakesOutcome,
    TakesReference, TakesValue,
};
#[doc(hidden)]
pub use unsatisfiable::{Impossible, Nobodys, Unsatisfiable};

pub use crate::combinators::SeveralDeferreds;
pub use crate::expansion::flavour_checks::{CanBeAwaitedHere, CarriesCallback, PollsFuture};
pub use crate::flavour::CrossesThreads;
pub use crate::stages::{FailsOnlyWith, Include, ResultOrDeferred, WaitsFor};

use core::marker::PhantomData;

/// The question whether a rule is kept by an `X` beside a `T`: `Verdict` implements the rule if it is. Then it is answered with `next`.
#[doc(hidden)]
pub struct Query<Verdict, X, T, Next = Proof> {
    types: PhantomData<fn() -> (Verdict, X, T)>,
    /// What a chain goes on with.
    next: Next,
}

impl<Verdict, X, T, Next: Copy> Clone for Query<Verdict, X, T, Next> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<Verdict, X, T, Next: Copy> Copy for Query<Verdict, X, T, Next> {}

impl<Verdict, X, T> Query<Verdict, X, T> {
    #[inline]
    pub(crate) fn new() -> Self {
        Self::before(Proof)
    }
}

impl<Verdict, X, T, Next> Query<Verdict, X, T, Next> {
    /// The question that is put before the chain goes on with `next`.
    #[inline]
    pub(crate) fn before(next: Next) -> Self {
        Query { types: PhantomData, next }
    }

    /// What it goes on with.
    #[inline]
    pub(crate) fn answered(self) -> Next {
        self.next
    }
}

/// A rule was kept.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Proof;

impl Proof {
    /// Nothing was asked.
    #[inline]
    pub fn unqueried() -> Self {
        Proof
    }

    /// Hands on what depends on the rule. Where it was broken there is no `Proof`, and nothing more is said of it.
    #[inline]
    pub fn pass<X>(&self, it: X) -> X {
        it
    }
}

/// The type that keeps every rule.
#[doc(hidden)]
pub struct Satisfied;

/// The type that keeps none. The compiler says that a rule is not implemented for it. Were it the user's own type, which may be a type parameter, the
/// compiler would also propose to implement the rule for that.
pub struct ThisChain;

/// A rule: a trait which only [`Satisfied`] implements.
///
/// The question is put as a call of the trait's own function, for then the message is all that the compiler says:
/// of a bound it also says where it stands. It is put twice, so that the compiler blames the whole and not an argument.
macro_rules! rules {
    ($($(#[$words:meta])+ $rule:ident)+) => {$(
        $(#[$words])+
        pub trait $rule<X, T>: Sized {
            /// What is known once the rule is kept.
            #[doc(hidden)]
            type Answer<Next>;

            #[doc(hidden)]
            fn __ask<Next>(
                once: $crate::diagnostics::Query<Self, X, T, Next>,
                again: $crate::diagnostics::Query<Self, X, T, Next>,
            ) -> Self::Answer<Next>;
        }

        #[diagnostic::do_not_recommend]
        impl<X, T> $rule<X, T> for $crate::diagnostics::Satisfied {
            type Answer<Next> = Next;

            #[inline]
            fn __ask<Next>(
                once: $crate::diagnostics::Query<Self, X, T, Next>,
                _: $crate::diagnostics::Query<Self, X, T, Next>,
            ) -> Next {
                once.answered()
            }
        }
    )+};
}
use rules;
