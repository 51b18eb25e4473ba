// Code: E-callback-is-not-send
//! A callback of a chain that crosses threads holds an `Rc`.
//!
//! Twisted's reactor has one thread, and its guide warns in prose: nearly nothing of it may be called from another,
//! but `callFromThread`. A callback that does so anyway works until it does not: two threads count one `Rc` at the same time.
//!
//! A Deferred of `threads::pending` runs its callbacks on whatever thread fires it. So what they hold must be `Send`, and
//! the compiler asks each of them.
//!
//! The fix: an `Arc`; or, if it has to be this thread, an `Inbox`, which brings the Deferred here.

use deferred::{chain, threads};
use std::rc::Rc;

fn main() {
    let (resolver, length) = threads::pending::<u32, ()>();
    let unit = Rc::new("m");
    let text = chain! {
        length;
        then |n| n + 1,
        then move |n| format!("{n} {unit}"),
    };
    std::thread::spawn(move || resolver.succeed(4));
    text.detach();
}
