//! Witnesses: the types that a chain works out, without running anything for it.
//!
//! An expansion works out types, and checks them, behind a `!` of [`Halt`]: the compiler knows that code after it
//! never runs, so it checks the types and drops the code before the borrow checker. The result is a [`Witness`],
//! which the part that runs makes for itself.

use super::flavour_witness::FlavourWitness;
use super::lends::{FinallyDeclared, FinallyFunction, InspectDeclared};
use super::naming::{Raising, RaisingNothing};
use super::point::Point;
use super::source::Begins;
use super::stage_types::StageTypes;
use super::takes::Declared;
use super::verdict::Asked;
use crate::diagnostics::Proof;
use core::convert::Infallible;
use core::marker::PhantomData;
use core::ops::Not;

/// `!Halt` never returns.
///
/// An operator and no function: compilers before 1.93 warn of code after a call that never returns.
pub struct Halt;

impl Not for Halt {
    type Output = Infallible;

    fn not(self) -> Infallible {
        unreachable!("a chain's types are worked out by the compiler")
    }
}

/// A zero-sized value that stands for types: all values of one type are the same.
pub trait Witness {
    #[doc(hidden)]
    fn witness() -> Self;
}

/// Makes a witness where it is needed.
#[inline]
pub fn witness<W: Witness>() -> W {
    W::witness()
}

/// Unifies the types of two witnesses.
pub fn same<W>(_: &W, _: W) {}

macro_rules! witnesses {
    ($($name:ident<$($parameter:ident),+>)+) => {$(
        impl<$($parameter),+> Witness for $name<$($parameter),+> {
            #[inline]
            fn witness() -> Self {
                $name(PhantomData)
            }
        }
    )+};
}

witnesses! {
    Asked<V, Types>
    Declared<A, X, R>
    FinallyDeclared<T, X>
    FinallyFunction<T, F>
    FlavourWitness<Thread>
    InspectDeclared<T, X>
    Point<T, R>
    Raising<T, S, Indices>
    RaisingNothing<T>
    StageTypes<U, Base, All, How, Lifting>
}

impl<O> Witness for Begins<O> {
    #[inline]
    fn witness() -> Self {
        Begins::new()
    }
}

impl Witness for Proof {
    #[inline]
    fn witness() -> Self {
        Proof
    }
}

impl<A: Witness, B: Witness> Witness for (A, B) {
    #[inline]
    fn witness() -> Self {
        (A::witness(), B::witness())
    }
}
