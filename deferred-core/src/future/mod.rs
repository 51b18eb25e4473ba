//! Async code can await a Deferred, and a future can become one.

mod awaiting;
mod running;
pub mod task;

pub(crate) use awaiting::AwaitSender;
pub use awaiting::Awaiting;
pub use running::Polls;
pub(crate) use running::outcome;
#[cfg(feature = "std")]
pub use running::run;
#[cfg(feature = "std")]
pub(crate) use running::{Alarm, Post, StopHere, keep};
pub(crate) use running::{Parked, StopAnywhere};
pub(crate) use task::Ending;
