//! A handler of one concrete error out of a dynamic one.

use super::trap::{Trap, noted};
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::set::sum::Sum;
use crate::error::set::{Has, Sealed};
use alloc::boxed::Box;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

/// An `X` that is in a dynamic error: what a handler is given that takes only that out of a `Box<dyn Error + Send + Sync>`.
///
/// A dynamic error is a member of a set as any other, beside typed ones. A handler that takes it takes all that
/// can be in it; one that takes a `Downcast<X>` takes it where it is an `X`, and anything else passes on as it is. So the set is
/// the same afterwards.
///
/// ```
/// use deferred::{Deferred, Downcast, chain, succeed, testing::success_result_of};
/// use std::{error::Error, num::ParseIntError};
///
/// type Dynamic = Box<dyn Error + Send + Sync>;
///
/// fn lookup(name: &str) -> Result<u32, Dynamic> {
///     Ok(name.parse()?)
/// }
///
/// let d: Deferred<u32> = chain! {
///     succeed("twelve");
///     then lookup,
///     catch |e: Downcast<ParseIntError>| {
///         assert_eq!(e.to_string(), "invalid digit found in string");
///         12
///     },
///     raises Dynamic,            // it may be something else
///     catch |_: Dynamic| 0,
/// };
/// assert_eq!(success_result_of(d), 12);
/// ```
///
/// `D` says which dynamic error it is taken out of: `Downcast<X, Box<dyn Error>>`; with the feature `anyhow`, `deferred::anyhow::Downcast<X>`.
///
/// Twisted: `failure.trap(X)`, where every error is dynamic.
pub struct Downcast<X, D = Box<dyn Error + Send + Sync>> {
    error: X,
    from: PhantomData<fn() -> D>,
}

/// A dynamic error, out of which a concrete one can be [taken](Downcast).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dynamic error [E-downcast-of-no-dynamic-error]",
    label = "nothing can be taken out of `{Self}`",
    note = "dynamic errors are `Box<dyn Error>`, `Box<dyn Error + Send + Sync>`, and with the feature `anyhow` `deferred::anyhow::Anyhow`"
)]
pub trait Dynamic: 'static {
    /// The member of the set.
    type Error: Debug + 'static;

    /// The `X` that it is: see [`Downcast`].
    ///
    /// # Errors
    ///
    /// The error itself, where it is not.
    fn downcast<X: Error + Send + Sync + 'static>(error: Self::Error) -> Result<X, Self::Error>;
}

macro_rules! boxed {
    ($dynamic:ty) => {
        impl Dynamic for Box<$dynamic> {
            type Error = Self;

            fn downcast<X: Error + Send + Sync + 'static>(error: Self) -> Result<X, Self> {
                error.downcast::<X>().map(|error| *error)
            }
        }
    };
}
boxed!(dyn Error);
boxed!(dyn Error + Send);
boxed!(dyn Error + Send + Sync);

/// One concrete error out of a dynamic one.
#[doc(hidden)]
pub struct Downcasting<Index>(PhantomData<Index>);

#[diagnostic::do_not_recommend]
impl<X, D, R, Index> Trap<R, Downcasting<Index>> for Downcast<X, D>
where
    X: Error + Send + Sync + 'static,
    D: Dynamic,
    R: Has<D::Error, Index>,
{
    const SEALED: Sealed = Sealed;
    type Rest = R;

    fn trap(failure: Failure<R>, keep: bool) -> Result<(Self, Option<Cause>), Failure<R>> {
        if R::peek(failure.value()).is_none() {
            return Err(failure);
        }
        let (value, trace) = failure.unpack();
        let dynamic = R::take(value).unwrap_or_else(|rest| unreachable!("it is no {}", rest.name()));
        match D::downcast::<X>(dynamic) {
            Ok(error) => {
                let cause = noted(&error, core::any::type_name::<X>(), trace, keep);
                Ok((Downcast { error, from: PhantomData }, cause))
            }
            Err(dynamic) => Err(Failure::pack(R::put(dynamic), trace)),
        }
    }
}

impl<X, D> Downcast<X, D> {
    /// The error.
    ///
    /// ```
    /// use deferred::{Deferred, Downcast, testing::success_result_of};
    /// use std::error::Error;
    /// use std::num::ParseIntError;
    ///
    /// type Dynamic = Box<dyn Error + Send + Sync>;
    ///
    /// let d: Deferred<u32, (Dynamic,)> = Deferred::fail(Dynamic::from("twelve".parse::<u32>().unwrap_err()));
    /// let d = d.catch(|e: Downcast<ParseIntError>| {
    ///     let error: ParseIntError = e.into_inner();
    ///     error.to_string().len() as u32
    /// });
    /// let d: Deferred<u32> = d.catch(|_: Dynamic| 0);
    /// assert!(success_result_of(d) > 0);
    /// ```
    pub fn into_inner(self) -> X {
        self.error
    }
}

impl<X, D> Deref for Downcast<X, D> {
    type Target = X;

    fn deref(&self) -> &X {
        &self.error
    }
}

impl<X, D> DerefMut for Downcast<X, D> {
    fn deref_mut(&mut self) -> &mut X {
        &mut self.error
    }
}

impl<X: Debug, D> Debug for Downcast<X, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl<X: Display, D> Display for Downcast<X, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}
