//! `anyhow::Error` as a member of a set, out of which handlers take concrete errors.

use core::error::Error;

/// An `X` that is in an `anyhow::Error`: see [`deferred::Downcast`](crate::Downcast).
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

/// Says that the dynamic error is an `anyhow::Error`.
#[derive(Debug)]
pub enum Anyhow {}

impl deferred_core::Dynamic for Anyhow {
    type Error = ::anyhow::Error;

    fn downcast<X: Error + Send + Sync + 'static>(error: ::anyhow::Error) -> Result<X, ::anyhow::Error> {
        error.downcast()
    }
}
