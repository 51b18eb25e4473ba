//! Sets of errors: the second type parameter of a [`Deferred`](crate::Deferred).
//!
//! A set is written as a tuple of types, `(Timeout, NotFound)`. The traits of a set are about types alone (which
//! member stands where, what is left without it); [`sum`] is about a *value* of it.

mod checks;
mod each;
pub(crate) mod one_of;
pub(crate) mod relations;
pub(crate) mod sum;

pub use checks::{
    CanBe, CanBeCancelled, CanBeOneOf, CanBeRetried, CanTimeOut, IsCancelled, NamesAll, NamesOnly, NotEmpty,
    NothingInFlight,
};
pub use each::{CanBeShared, CloneErrors, DisplayErrors, FromEach};
pub use one_of::OneOf;
pub use relations::{Allow, ErrorOf, Errors, Has, HasAll, Push, Split, WithError};
pub use sum::Never;

use crate::diagnostics::Sealed;
use crate::error::repr::{FailureRepr, Unreported};

/// A set of errors, written as a tuple of up to 16 types: `()`, `(Timeout,)`, `(Timeout, NotFound)`.
///
/// Any `'static` type can be a member, foreign types included; raising it as an error requires its `Debug`, by
/// which reports print it. The order says nothing about which errors can happen;
/// [`raises`](crate::Deferred::raises) turns one order into another.
///
/// ```
/// use deferred::{Deferred, ErrorSet};
///
/// #[derive(Debug)]
/// struct Timeout;
///
/// fn count<T: 'static, R: ErrorSet>(_: &Deferred<T, R>) -> usize {
///     R::LEN
/// }
///
/// assert_eq!(count(&Deferred::<u8, (Timeout, std::fmt::Error)>::succeed(1)), 2);
/// ```
///
/// Twisted has no counterpart: its errors are not in the type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not known to be a set of errors [E-no-set-of-errors]: that is a tuple as `(E,)`, with `E: 'static`, or a parameter `R: deferred::ErrorSet`; see `deferred::mistakes::e_no_set_of_errors`"
)]
pub trait ErrorSet: Sized + 'static {
    /// How many errors the set has.
    const LEN: usize;

    #[doc(hidden)]
    const SEALED: Sealed;

    /// The members as a list, `(A, (B, ()))`, for traits that recurse over them.
    #[doc(hidden)]
    type List: List;

    /// The representation of a failure with one of these errors; uninhabited for the empty set.
    #[doc(hidden)]
    type Repr: FailureRepr<Value = Value<Self>>;
}

/// The members of the set are known one by one: the set is no type parameter.
#[doc(hidden)]
pub trait Spelled: ErrorSet {}

#[diagnostic::do_not_recommend]
impl Spelled for () {}

/// One of the errors of `R`, as the sum of its members.
pub(crate) type Value<R> = <<R as ErrorSet>::List as List>::Value;

/// The members of a set, one after the other.
#[doc(hidden)]
pub trait List: 'static {
    /// One of the members.
    type Value: sum::Sum;

    const LEN: usize;
}

impl List for () {
    type Value = Never;

    const LEN: usize = 0;
}

impl<X: 'static, Rest: List> List for (X, Rest) {
    type Value = sum::Either<X, Rest::Value>;

    const LEN: usize = 1 + Rest::LEN;
}

#[diagnostic::do_not_recommend]
impl ErrorSet for () {
    const LEN: usize = 0;
    const SEALED: Sealed = Sealed;
    type List = ();
    type Repr = Never;
}

/// Calls `$rule!(A B C)` for each size from 1 to 16.
macro_rules! for_each_arity {
    ($rule:ident) => {
        $crate::error::set::for_each_arity!($rule: [] A B C D E F G H J K L M N O P Q);
    };
    ($rule:ident: [$($done:ident)*]) => {};
    ($rule:ident: [$($done:ident)*] $next:ident $($rest:ident)*) => {
        $rule!($($done)* $next);
        $crate::error::set::for_each_arity!($rule: [$($done)* $next] $($rest)*);
    };
}

/// The tuple's members as a list: `A B` becomes `(A, (B, ()))`.
macro_rules! list {
    () => { () };
    ($x:ident $($rest:ident)*) => { ($x, $crate::error::set::list!($($rest)*)) };
}

pub(crate) use for_each_arity;
pub(crate) use list;

macro_rules! error_set {
    ($($x:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<$($x: 'static),+> ErrorSet for ($($x,)+) {
            const LEN: usize = [$(stringify!($x)),+].len();
            const SEALED: Sealed = Sealed;
            type List = list!($($x)+);
            type Repr = Unreported<Value<Self>>;
        }

        #[diagnostic::do_not_recommend]
        impl<$($x: 'static),+> Spelled for ($($x,)+) {}
    };
}
for_each_arity!(error_set);
