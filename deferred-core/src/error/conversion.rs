//! Converts outcomes where two parts of a program meet: to a larger set, and to an enum of the user's and back.

use crate::error::failure::Failure;
use crate::error::set::FromEach;
use crate::error::set::{ErrorSet, NamesAll, OneOf};

/// Methods of outcomes beside those of `Result`: of the [`Outcome`](crate::Outcome) of a Deferred, and of a
/// `Result` with a [`OneOf`].
///
/// ```
/// use deferred::{Deferred, Outcome, OutcomeExt, run, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Gone;
///
/// fn fetch() -> Deferred<u32, (Busy,)> {
///     Deferred::succeed(1)
/// }
///
/// async fn twice() -> Outcome<u32, (Gone, Busy)> {
///     Ok(fetch().await.widen()? * 2)
/// }
///
/// #[derive(Debug)]
/// enum App {
///     Busy,
/// }
/// impl From<Busy> for App {
///     fn from(_: Busy) -> Self {
///         App::Busy
///     }
/// }
///
/// async fn app() -> Result<u32, App> {
///     Ok(fetch().await.into_enum::<App>()? + 1)
/// }
///
/// let both = run::<_, (), _>(async { Ok((twice().await.unwrap(), app().await.unwrap())) });
/// assert_eq!(success_result_of(both), (2, 2));
/// ```
pub trait OutcomeExt: Sized {
    /// The type of the value.
    type Value;

    /// The set of the error.
    type Errors: ErrorSet;

    /// The same kind of error with the set `S`.
    type Error<S: ErrorSet>;

    /// Converts the error to one of a larger set, or of the same set in another order: so that a `?` takes the
    /// outcome.
    ///
    /// # Errors
    ///
    /// The error, as one of `S`.
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    fn widen<S: NamesAll<Self::Errors, Which>, Which>(self) -> Result<Self::Value, Self::Error<S>>;

    /// Converts the error to an enum of your own: see [`OneOf::into_enum`].
    ///
    /// # Errors
    ///
    /// The enum.
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    fn into_enum<E: FromEach<Self::Errors>>(self) -> Result<Self::Value, E>;
}

macro_rules! outcomes {
    ($($error:ident)+) => {$(
        impl<T, R: ErrorSet> OutcomeExt for Result<T, $error<R>> {
            type Value = T;
            type Errors = R;
            type Error<S: ErrorSet> = $error<S>;

            #[inline]
            fn widen<S: NamesAll<R, Which>, Which>(self) -> Result<T, $error<S>> {
                self.map_err($error::widen)
            }

            #[inline]
            fn into_enum<E: FromEach<R>>(self) -> Result<T, E> {
                self.map_err($error::into_enum)
            }
        }
    )+};
}
outcomes!(Failure OneOf);
