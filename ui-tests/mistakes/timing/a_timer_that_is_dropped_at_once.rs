// Code: E-timer-ignored
//! A call that is to come later, and whose timer nobody keeps.
//!
//! In Twisted `callLater` alone does make the call, so a call that should have gone with its object goes off on one that
//! was closed long ago.
//!
//! Here a timer takes its call away when it is dropped, so one that nobody keeps calls nothing.
//!
//! The fix: keep it as long as the call is wanted, or let go of it in so many words, `detach`.

#![deny(unused_must_use)]

use deferred::{Clock, TestClock};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    clock.call_later(Duration::from_secs(1), Box::new(|| println!("now")));
    clock.advance(Duration::from_secs(1));
}
