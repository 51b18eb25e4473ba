//! Async code can await a Deferred, and a future can become one.

mod awaiting;
mod running;
pub mod task;
#[cfg(all(test, loom))]
mod tests;

pub use awaiting::Awaiting;
pub use running::Polls;
pub(crate) use running::outcome;
#[cfg(feature = "std")]
pub use running::run;
#[cfg(feature = "std")]
pub(crate) use running::{Post, Posted, keep};
