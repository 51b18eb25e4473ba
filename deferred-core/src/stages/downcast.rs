//! `Downcast`: a handler takes one concrete error out of a dynamic one.

use super::catch::{Trap, noted};
use crate::diagnostics::Sealed;
use crate::error::failure::Failure;
use crate::error::history::Cause;
use crate::error::set::Has;
use crate::error::set::one_of::found;
#[doc(hidden)]
pub use crate::error::set::one_of::{DEEPEST, found_in_a_set};
use crate::error::set::sum::Sum;
use alloc::boxed::Box;
use core::error::Error;
use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;
use core::ops::Deref;

/// An `X` inside of a dynamic error: the parameter of a handler that takes only an `X` out of a
/// `Box<dyn Error + Send + Sync>`.
///
/// A dynamic error is a member of a set as any other, beside typed ones. A handler of the dynamic error takes
/// whatever is in it; a handler of a `Downcast<X>` takes it where it is an `X`, and anything else passes on as it
/// is. So the set stays the same.
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
/// A [`Failure`] or a [`OneOf`](crate::OneOf) that was made a dynamic error as a whole counts as the error that it
/// holds:
///
/// ```
/// use deferred::{Deferred, Downcast, OneOf, chain, testing::success_result_of};
/// use std::{error::Error, fmt, num::ParseIntError};
///
/// type Dynamic = Box<dyn Error + Send + Sync>;
///
/// let error: OneOf<(fmt::Error, ParseIntError)> = OneOf::new(fmt::Error);
/// let d: Deferred<u32, (Dynamic,)> = Deferred::fail(Dynamic::from(error));
/// let d: Deferred<u32> = chain! { d; catch |_: Downcast<fmt::Error>| 1, catch |_: Dynamic| 2 };
/// assert_eq!(success_result_of(d), 1);
/// ```
///
/// A `Downcast` holds the dynamic error, and dereferences to the `X` in it.
///
/// `D` is the type of the dynamic error: `Downcast<X, Box<dyn Error>>`; with the feature `anyhow`,
/// `deferred::anyhow::Downcast<X>`.
///
/// Twisted: `failure.trap(X)`, where every error is dynamic.
pub struct Downcast<X, D: Dynamic = Box<dyn Error + Send + Sync>> {
    /// Invariant: the error is an `X`.
    error: D::Error,
    of: PhantomData<fn() -> X>,
}

/// A dynamic error, out of which a concrete one can be [taken](Downcast).
///
/// An error of your own implements it so:
///
/// ```
/// use deferred::{Deferred, Downcast, Dynamic, chain, testing::success_result_of};
/// use std::{error::Error, fmt};
///
/// /// What is reported to the user, whatever it is.
/// #[derive(Debug)]
/// struct Report(Box<dyn Error + Send + Sync>);
///
/// impl Dynamic for Report {
///     type Error = Self;
///
///     fn find<X: Error + Send + Sync + 'static>(report: &Report) -> Option<&X> {
///         report.0.downcast_ref()
///     }
///
///     fn downcast<X: Error + Send + Sync + 'static>(report: Report) -> Result<X, Report> {
///         report.0.downcast().map(|error| *error).map_err(Report)
///     }
/// }
///
/// let d: Deferred<u8, (Report,)> = Deferred::fail(Report(Box::new(fmt::Error)));
/// let d = chain! { d; catch |_: Downcast<fmt::Error, Report>| 1, catch |_: Report| 2 };
/// assert_eq!(success_result_of(d), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dynamic error [E-downcast-of-no-dynamic-error]",
    label = "nothing can be taken out of `{Self}`",
    note = "dynamic errors are `Box<dyn Error>`, `Box<dyn Error + Send + Sync>`, and with the feature `anyhow` `deferred::anyhow::Anyhow`; see `deferred::mistakes::e_downcast_of_no_dynamic_error`"
)]
pub trait Dynamic: 'static {
    /// The member of the set.
    type Error: Debug + 'static;

    /// The `X` that the error is, also inside of a failure or of one of several: see [`Downcast`].
    fn find<X: Error + Send + Sync + 'static>(error: &Self::Error) -> Option<&X>;

    /// [`find`](Self::find) by value.
    ///
    /// # Errors
    ///
    /// The error itself, where it is no `X`, or is an `X` only inside of one of several.
    fn downcast<X: Error + Send + Sync + 'static>(error: Self::Error) -> Result<X, Self::Error>;
}

macro_rules! boxed {
    ($dynamic:ty) => {
        #[diagnostic::do_not_recommend]
        impl Dynamic for Box<$dynamic> {
            type Error = Self;

            fn find<X: Error + Send + Sync + 'static>(error: &Self) -> Option<&X> {
                found(&**error)
            }

            fn downcast<X: Error + Send + Sync + 'static>(error: Self) -> Result<X, Self> {
                error.downcast::<X>().map(|error| *error)
            }
        }
    };
}
boxed!(dyn Error);
boxed!(dyn Error + Send);
boxed!(dyn Error + Send + Sync);

/// The trapping of one concrete error out of a dynamic one.
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
        if R::peek(failure.value()).and_then(D::find::<X>).is_none() {
            return Err(failure);
        }
        let (value, trace) = failure.unpack();
        let error = R::take(value).unwrap_or_else(|rest| unreachable!("it is no {}", rest.name()));
        let taken = Downcast { error, of: PhantomData };
        let cause = noted(&&*taken, core::any::type_name::<X>(), trace, keep);
        Ok((taken, cause))
    }
}

impl<X: Error + Send + Sync + 'static, D: Dynamic> Downcast<X, D> {
    /// The error by value.
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
    ///     let error: Result<ParseIntError, Dynamic> = e.into_inner();
    ///     error.map_or(0, |error| error.to_string().len() as u32)
    /// });
    /// let d: Deferred<u32> = d.catch(|_: Dynamic| 0);
    /// assert!(success_result_of(d) > 0);
    /// ```
    ///
    /// # Errors
    ///
    /// The dynamic error, where that is one of several, or a failure, which gives its error away only as a
    /// reference.
    pub fn into_inner(self) -> Result<X, D::Error> {
        D::downcast(self.error)
    }

    /// The dynamic error as it came, for a handler that fails with it after all.
    ///
    /// ```
    /// use deferred::{Deferred, Downcast, chain, testing::failure_result_of};
    /// use std::{error::Error, io};
    ///
    /// type Dynamic = Box<dyn Error + Send + Sync>;
    ///
    /// let d: Deferred<(), (Dynamic,)> = Deferred::fail(Dynamic::from(io::Error::other("disk")));
    /// let d = chain! {
    ///     d;
    ///     catch |e: Downcast<io::Error>| match e.kind() {
    ///         io::ErrorKind::Interrupted => Ok(()),
    ///         _ => Err(e.into_dynamic()),
    ///     },
    /// };
    /// assert_eq!(failure_result_of(d).only().to_string(), "disk");
    /// ```
    pub fn into_dynamic(self) -> D::Error {
        self.error
    }
}

impl<X: Error + Send + Sync + 'static, D: Dynamic> Deref for Downcast<X, D> {
    type Target = X;

    fn deref(&self) -> &X {
        D::find(&self.error).expect("an error stays what it is")
    }
}

impl<X: Error + Send + Sync + 'static, D: Dynamic> Debug for Downcast<X, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&**self, f)
    }
}

impl<X: Error + Send + Sync + 'static, D: Dynamic> Display for Downcast<X, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&**self, f)
    }
}
