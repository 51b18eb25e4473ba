//! `anyhow::Error` as a member of a set, out of which handlers take concrete errors.
//!
//! A `?` makes an `anyhow::Error` of a [`Failure`](crate::Failure) as a whole. A [`Downcast`] finds the error
//! inside; anyhow's own `downcast_ref` compares with the type that anyhow was given, and finds the error where that
//! was given alone, by [`into_enum`](crate::OutcomeExt::into_enum):
//!
//! ```
//! use deferred::{Deferred, OutcomeExt, chain};
//! use std::num::ParseIntError;
//!
//! async fn length(line: Deferred<u32, (ParseIntError,)>) -> anyhow::Result<u32> {
//!     Ok(line.await.into_enum::<anyhow::Error>()?)
//! }
//!
//! let line = chain! { "twelve".parse::<u32>(); then |n| n };
//! let length: Deferred<u32, (anyhow::Error,)> = deferred::run!(length(line));
//! let error = deferred::testing::failure_result_of(length).only();
//! assert!(error.downcast_ref::<ParseIntError>().is_some());
//! ```

use core::error::Error;
use deferred_core::stages::downcast::{DEEPEST, found_in_a_set};

/// An `X` inside of an `anyhow::Error`: see [`deferred::Downcast`](crate::Downcast).
///
/// ```
/// use deferred::{Deferred, anyhow::Downcast, chain, succeed, testing::success_result_of};
/// use std::num::ParseIntError;
///
/// fn lookup(name: &str) -> anyhow::Result<u32> {
///     Ok(name.parse()?)
/// }
///
/// let d: Deferred<u32> = chain! {
///     succeed("twelve");
///     then lookup,
///     catch |_: Downcast<ParseIntError>| 12,
///     catch |_: anyhow::Error| 0,
/// };
/// assert_eq!(success_result_of(d), 12);
/// ```
pub type Downcast<X> = deferred_core::Downcast<X, Anyhow>;

/// Marks an `anyhow::Error` as the dynamic error of a `Downcast`.
///
/// ```
/// use deferred::{Downcast, anyhow::Anyhow, chain, succeed, testing::success_result_of};
/// use std::num::ParseIntError;
///
/// let d = chain! {
///     succeed("twelve");
///     then |text| text.parse::<u32>().map_err(anyhow::Error::from),
///     catch |_: Downcast<ParseIntError, Anyhow>| 12,
///     catch |_: anyhow::Error| 0,
/// };
/// assert_eq!(success_result_of(d), 12);
/// ```
///
/// Twisted has no counterpart: every error is dynamic there.
#[derive(Debug)]
pub enum Anyhow {}

impl deferred_core::Dynamic for Anyhow {
    type Error = ::anyhow::Error;

    fn find<X: Error + Send + Sync + 'static>(error: &::anyhow::Error) -> Option<&X> {
        error.downcast_ref().or_else(|| error.chain().take(DEEPEST).find_map(found_in_a_set))
    }

    fn downcast<X: Error + Send + Sync + 'static>(error: ::anyhow::Error) -> Result<X, ::anyhow::Error> {
        error.downcast()
    }
}
