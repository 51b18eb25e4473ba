//! What happens later: clocks and their timers, timeouts, calls that wait and calls that repeat.
//!
//! A [`Timer`] belongs to what it times, so it goes when that has its result, or is torn down.

mod clock;
pub mod give_up;
mod later;
mod looping;
mod test_clock;
pub mod timeout;
mod timer;

pub use crate::error::interruption::TimedOut;
pub use clock::Clock;
pub use later::{defer_later, later};
pub(crate) use later::{wait, wait_and_call};
pub use looping::{LoopHandle, LoopingCall};
pub use test_clock::TestClock;
pub use timer::Timer;
pub(crate) use timer::TimerSlot;
