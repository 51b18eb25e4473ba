//! The macro `match_error!`, which matches on the errors of a set.

/// Matches one error of a set: with an arm for each, in any order.
///
/// An arm is for a type. Its pattern names the type, as `Status(code)` and `Missing` do; or a name is bound to it,
/// `e: io::Error`. Several errors may share an arm: `Missing | Gone`, or `e: Missing | Gone`, where `e` is a
/// [`OneOf`](crate::OneOf) these. Arms are not closures: `return`, `?` and `.await` in them are those of the
/// function around them.
///
/// ```
/// use deferred::{OneOf, match_error};
/// use std::io;
///
/// #[derive(Debug)]
/// struct Missing;
/// #[derive(Debug)]
/// struct Status(u16);
/// #[derive(Debug)]
/// struct Gone;
///
/// fn describe(error: OneOf<(io::Error, Missing, Status, Gone)>) -> String {
///     match_error! { error;
///         Status(code) => format!("status {code}"),
///         Missing | Gone => "not there".into(),
///         e: io::Error => format!("cannot be read: {e}"),
///     }
/// }
/// assert_eq!(describe(OneOf::new(Status(500))), "status 500");
/// assert_eq!(describe(OneOf::new(Gone)), "not there");
/// ```
///
/// The macro matches a [`OneOf`](crate::OneOf) or a [`Failure`](crate::Failure); with an arm `Ok(..)` an
/// [`Outcome`](crate::Outcome), or a `Result` with a `OneOf`:
///
/// ```
/// use deferred::{Deferred, match_error, chain, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Busy;
/// #[derive(Debug)]
/// struct Offline;
///
/// fn page() -> Deferred<&'static str, (Busy, Offline)> {
///     Deferred::fail(Busy)
/// }
///
/// let status: Deferred<u16> = chain! {
///     page();
///     both |outcome| match_error! { outcome;
///         Ok(_) => 200,
///         Busy => 503,
///         Offline => 504,
///     },
/// };
/// assert_eq!(success_result_of(status), 503);
/// ```
///
/// # Errors
///
/// A missing arm does not compile, nor does one for an error that this cannot be.
///
/// Twisted: `failure.trap`, `failure.check`.
#[macro_export]
#[doc(alias("match", "trap", "check"))]
macro_rules! match_error {
    ($($matching:tt)*) => {
        $crate::__match_error!($crate $($matching)*)
    };
}
