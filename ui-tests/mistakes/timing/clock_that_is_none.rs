// Code: E-no-clock
//! A wait by something that is no clock.
//!
//! In Twisted the reactor is the clock, and a test passes a `Clock` in its place.
//!
//! What waits takes the clock by which it waits: that says what time it is, and calls back later.
//!
//! The fix: a `TokioClock`, with the feature `tokio`; in a test a `TestClock`.

use deferred::later;
use std::time::{Duration, Instant};

fn main() {
    let soon = later(Instant::now(), Duration::from_secs(1));
    drop(soon);
}
