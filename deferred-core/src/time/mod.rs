//! Time: clocks and their timers, timeouts, calls after a delay and calls at an interval.
//!
//! A [`Timer`] belongs to the operation that it times, so it is dropped when that has its result, or is torn down.

mod clock;
mod looping;
mod looping_task;
mod test_clock;
pub mod timeout;

pub use crate::error::interruption::TimedOut;
pub use clock::{Clock, TimeOn, TimedBy, Timer, defer_later, later};
pub(crate) use clock::{TimerSlot, wait, wait_and_call};
pub use looping::{LoopHandle, LoopingCall};
pub use test_clock::TestClock;
