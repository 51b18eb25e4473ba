//! A set grows by a member.

use super::{ErrorSet, tuples};
use core::fmt::Debug;

/// The set together with `X`, which it does not have yet, is `Out`.
#[doc(hidden)]
pub trait Push<X>: ErrorSet {
    /// The set with `X` as its last member.
    type Out: ErrorSet;
}

/// There is place for the error. Never holds: it is asked where there is none.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "more than 16 errors would be in flight here [E-too-many-errors]",
    label = "`{Self}` would be the 17th",
    note = "catch some of them before, or gather several into one type of error"
)]
pub trait Fits {}

#[diagnostic::do_not_recommend]
impl<X: Debug + 'static> Push<X> for () {
    type Out = (X,);
}

macro_rules! push {
    // There is no tuple of 17: the bound never holds.
    (A B C D E F G H J K L M N O P Q) => {
        impl<A, B, C, D, E, F, G, H, J, K, L, M, N, O, P, Q, X> Push<X>
            for (A, B, C, D, E, F, G, H, J, K, L, M, N, O, P, Q)
        where
            Self: ErrorSet,
            X: Fits,
        {
            type Out = Self;
        }
    };
    ($($x:ident)+) => {
        impl<$($x: Debug + 'static,)+ X: Debug + 'static> Push<X> for ($($x,)+) {
            type Out = ($($x,)+ X,);
        }
    };
}
tuples::for_each_arity!(push);
