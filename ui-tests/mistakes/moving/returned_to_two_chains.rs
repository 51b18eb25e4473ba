// Code: E-returned-to-two-chains
// Words: rustc's own (E0382)
//! One Deferred returned from the callbacks of two chains (case 14 of Twisted's edge cases).
//!
//! In Twisted both chains wait for it, the first one gets its value, and the second one gets None.
//!
//! Here the first callback takes it, and there is nothing left for the second.
//!
//! The fix: a Deferred for each, or one chain after the other.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let inner = cached("/inner");
    let first = chain! { cached("/first"); then move |_| inner };
    let second = chain! { cached("/second"); then move |_| inner };
    first.detach();
    second.detach();
}
