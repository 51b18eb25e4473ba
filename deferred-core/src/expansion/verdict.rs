//! The one question about a source, or a callback's reply, whose verdict says that all rules were kept, or which was
//! broken.
//!
//! Each rule of a reply could be asked by itself, and a question costs the compiler as much as four calls. So what
//! finds a rule broken puts a verdict in place of [`Kept`], and the rule is what that verdict needs.

use crate::diagnostics::{
    BeginsWith, CanBeAwaitedHere, FailsWith, GivesOneType, GoesOnWith, HasRoomFor, IsAwaited, IsOfOneFlavour,
    LetsFinallyGive, ThisChain,
};
use core::marker::PhantomData;

/// What goes on with `Types`, before the question whether `V` is a good verdict.
pub struct Asked<V, Types>(pub(super) PhantomData<fn() -> (V, Types)>);

impl<V, Types> Clone for Asked<V, Types> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, Types> Copy for Asked<V, Types> {}

impl<V, Types> Asked<V, Types> {
    #[inline]
    pub(super) fn new() -> Self {
        Asked(PhantomData)
    }
}

/// A verdict. The rule that was broken is asked for by the answer's type, and not by a bound alone, so that the
/// compiler prints that rule's message and not how it came to it.
pub trait Verdict: Sized {
    /// What is known once the rule is kept.
    type Answer<Types>;

    /// The question is passed twice so that rustc blames the whole call and not an argument.
    fn __ask<Types>(once: Asked<Self, Types>, again: Asked<Self, Types>) -> Self::Answer<Types>;
}

pub(super) const NEVER: &str = "a question is put to the compiler";

/// All rules were kept.
pub struct Kept;

#[diagnostic::do_not_recommend]
impl Verdict for Kept {
    type Answer<Types> = Types;

    fn __ask<Types>(_: Asked<Self, Types>, _: Asked<Self, Types>) -> Types {
        unreachable!("{NEVER}")
    }
}

/// Defines verdicts that a rule of the reply `F` was broken.
macro_rules! refused {
    ($($(#[$words:meta])* $name:ident: $rule:ident)+) => {$(
        $(#[$words])*
        pub struct $name<F, Unknown>(PhantomData<fn() -> (F, Unknown)>);

        impl<F: $rule, Unknown> Verdict for $name<F, Unknown> {
            type Answer<Types> = F::Answer<Unknown>;

            fn __ask<Types>(_: Asked<Self, Types>, _: Asked<Self, Types>) -> F::Answer<Unknown> {
                unreachable!("{NEVER}")
            }
        }
    )+};
}

refused! {
    /// Nobody awaits the reply.
    Unawaited: IsAwaited
    /// The chain cannot wait for the reply, which is of the other flavour.
    Apart: CanBeAwaitedHere
}

/// Defines verdicts that a rule was broken for an `X` beside a `T`. The types after it are unknown, so that the
/// compiler says no more of them.
macro_rules! broken {
    ($($(#[$words:meta])* $name:ident: $rule:ident)+) => {$(
        $(#[$words])*
        pub struct $name<X, T, Unknown>(PhantomData<fn() -> (X, T, Unknown)>);

        impl<X, T, Unknown> Verdict for $name<X, T, Unknown>
        where
            ThisChain: $rule<X, T>,
        {
            type Answer<Types> = <ThisChain as $rule<X, T>>::Answer<Unknown>;

            fn __ask<Types>(_: Asked<Self, Types>, _: Asked<Self, Types>) -> Self::Answer<Types> {
                unreachable!("{NEVER}")
            }
        }
    )+};
}

broken! {
    /// `X` is no error.
    NoError: FailsWith
    /// The set `T` has no room for the error `X`.
    NoRoom: HasRoomFor
    /// The handler gives an `X` in place of a `T`.
    OtherValue: GoesOnWith
    /// The half of a pair gives an `X`, and the other a `T`.
    OtherHalf: GivesOneType
    /// The `finally` gives an `X`.
    SomeValue: LetsFinallyGive
    /// The source is an `X`, which is none.
    NoSource: BeginsWith
    /// The source's flavour `X` is a type parameter.
    OpenFlavour: IsOfOneFlavour
}
