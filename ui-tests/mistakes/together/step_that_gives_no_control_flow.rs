// Code: E-step-gives-no-control-flow
//! A step of a loop that waits for nothing.
//!
//! In Twisted a loop is a `while` in an `inlineCallbacks` function, which may wait in a turn or not.
//!
//! `iterate` is for steps that wait: each gives a Deferred, of `Continue` with the next state or of `Break` with the result. A loop whose
//! steps all know at once how it goes on is a plain `while`.
//!
//! The fix: `succeed(..)` around what is known at once, in a loop where other steps wait.

use deferred::iterate;
use std::ops::ControlFlow::{Break, Continue};

fn main() {
    let found = iterate(40, |n| if n % 3 == 0 { Break(n) } else { Continue(n + 1) });
    drop(found);
}
