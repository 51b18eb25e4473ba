// Code: E-not-send
//! The callback of a method holds an `Rc`, and the Deferred crosses threads.
//!
//! As with `chain!`: in Twisted it would run, on the wrong thread, until two threads meet in it.
//!
//! The method asks of its callback what the chain asks: that it is `Send`.
//!
//! The fix: an `Arc`; or an `Inbox`, which brings the Deferred to this thread, where callbacks hold what they like.

use deferred::threads;
use std::rc::Rc;

fn main() {
    let (resolver, length) = threads::pending::<u32, ()>();
    let unit = Rc::new("m");
    let text = length.map(move |n| format!("{n} {unit}"));
    std::thread::spawn(move || resolver.succeed(5));
    text.detach();
}
