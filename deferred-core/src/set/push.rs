//! A set grows by a member.

use super::{ErrorSet, tuples};
use core::fmt::Debug;

/// The set together with `X`, which it does not have yet, is `Out`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "more than 16 errors would be in flight here",
    label = "`{X}` would be the 17th",
    note = "catch some of them before, or gather several into one type of error"
)]
pub trait Push<X>: ErrorSet {
    /// The set with `X` as its last member.
    type Out: ErrorSet;
}

#[diagnostic::do_not_recommend]
impl<X: Debug + 'static> Push<X> for () {
    type Out = (X,);
}

macro_rules! push {
    // There is no tuple of 17.
    (A B C D E F G H J K L M N O P Q) => {};
    ($($x:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<$($x: Debug + 'static,)+ X: Debug + 'static> Push<X> for ($($x,)+) {
            type Out = ($($x,)+ X,);
        }
    };
}
tuples::for_each_arity!(push);
