//! Async code can await a Deferred, and a future can become one.

mod awaiting;
pub mod task;

pub use awaiting::Awaiting;
pub(crate) use awaiting::Letter;
pub(crate) use task::{Ending, drive};
