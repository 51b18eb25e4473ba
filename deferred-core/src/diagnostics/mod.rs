//! Diagnostics: the rules of a chain, each a trait whose message the compiler prints where the rule is broken.
//!
//! `chain!` checks the rules against the types at each stage. Most rules are a message and nothing else, and nobody
//! implements them: `chain!` finds out whether a type keeps such a rule, and [`Proof`] is the answer if it does.
//! Rules that are bounds of methods are implemented, and so are those about a flavour.

mod callbacks;
mod errors;
mod takes;
mod unsatisfiable;

pub use callbacks::{
    BeginsWith, CanBeAwaitedHere, CanCall, CanJoin, CanJoinBeside, CanSend, GivesOneType, GivesToBoth,
    GivesToCatch, GivesToHandler, GivesToThen, GoesOnWith, IsAwaited, IsOfOneFlavour, LendsToFinally,
    LendsToInspect, LetsFinallyGive,
};
pub use errors::{
    AnswersRaises, CanMatch, CanRaise, CanStillRaise, ErrorNamedTwice, FailsWith, HasArmFor, HasRoomFor,
    IsKnownToFail, IsKnownToRaise, Names, NamesOnce, NeedsArmFor,
};
pub(crate) use takes::callback;
#[doc(hidden)]
pub use takes::{AsItIs, Taken, takes_failure, takes_listed, takes_outcome, takes_value};
pub use takes::{
    Itself, Of, TakesDeferred, TakesEnd, TakesFailure, TakesLateOutcome, TakesListed, TakesNothing,
    TakesOutcome, TakesReference, TakesValue,
};
pub(crate) use unsatisfiable::Sealed;
#[doc(hidden)]
pub use unsatisfiable::{Impossible, Nobodys, Unsatisfiable};

pub use crate::combinators::{GoesOnOrBreaks, HasWanted, IsFolded, IsWorkedOn, SeveralDeferreds};
pub use crate::deferred::MadeAlone;
pub use crate::error::set::CanBeShared;
pub use crate::expansion::flavour_checks::{CarriesCallback, PollsFuture};
pub use crate::flavour::CrossesThreads;
pub use crate::stages::{FailsOnlyWith, Handles, Include, IsReply, ReplyOf, ResultOrDeferred, WaitsFor};
pub use crate::time::{TimeOn, TimedBy};

use core::marker::PhantomData;

/// The question whether an `X` beside a `T` keeps a rule: it does if `Verdict` implements the rule. The answer is
/// `next` then.
#[doc(hidden)]
pub struct Query<Verdict, X, T, Next = Proof> {
    types: PhantomData<fn() -> (Verdict, X, T)>,
    /// The types that a chain goes on with.
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
    /// A question before the chain goes on with `next`.
    #[inline]
    pub(crate) fn before(next: Next) -> Self {
        Query { types: PhantomData, next }
    }

    /// The types that the chain goes on with.
    #[inline]
    pub(crate) fn answered(self) -> Next {
        self.next
    }
}

/// The answer where a rule was kept.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Proof;

impl Proof {
    /// The answer where no question was put.
    #[inline]
    pub fn unqueried() -> Self {
        Proof
    }

    /// Passes on a value that depends on the rule. Where the rule was broken there is no `Proof`, and the compiler
    /// says no more of the value.
    #[inline]
    pub fn pass<X>(&self, it: X) -> X {
        it
    }
}

/// A type that keeps every rule.
#[doc(hidden)]
pub struct Satisfied;

/// A type that keeps no rule: the compiler says that the rule is not implemented for `ThisChain`. For the user's
/// own type, which may be a type parameter, the compiler would also propose to implement the rule.
pub struct ThisChain;

/// Defines rules: traits that only [`Satisfied`] implements.
///
/// A question is put by a call of the trait's own function, for which the compiler prints the message alone; for a
/// bound it also prints where that stands. The question is passed twice so that rustc blames the whole call and not
/// an argument.
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

/// Implements these rules for [`ThisChain`], and never, so that a [verdict](crate::expansion::Verdict) can need them:
/// the compiler stops at the message of a rule whose only impl does not hold, and says nothing of the verdict.
macro_rules! never_kept {
    ($($rule:ident)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<X, T> $rule<X, T> for ThisChain
        where
            PhantomData<fn(X)>: Impossible,
        {
            type Answer<Next> = Next;

            fn __ask<Next>(once: Query<Self, X, T, Next>, _: Query<Self, X, T, Next>) -> Next {
                once.answered()
            }
        }
    )+};
}

never_kept! { BeginsWith FailsWith GivesOneType GoesOnWith HasRoomFor IsOfOneFlavour LetsFinallyGive }
