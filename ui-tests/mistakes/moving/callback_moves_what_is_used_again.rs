// Code: E-callback-moves-what-is-used-again
// Words: rustc's own (E0382)
//! A variable moved into two callbacks.
//!
//! In Python the two would share it.
//!
//! Here the first callback that says `move` has it, and the second cannot. It is Rust's rule for
//! any two closures; the chain adds nothing to it.
//!
//! The fix: a clone for one of them.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let prefix = String::from("> ");
    let quoted = chain! {
        cached("/index");
        then move |page| format!("{prefix}{page}"),
        then move |page| format!("{prefix}{page}"),
    };
    quoted.detach();
}
