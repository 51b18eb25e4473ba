// Code: E-callback-borrows
// Words: rustc's own (E0373)
//! A callback that borrows a variable of the function that attached it.
//!
//! Python's closures keep their variables alive, and share them: callbacks that are made in a loop
//! all see the loop variable's last value.
//!
//! Here a callback may run after the function has returned, so it cannot borrow from it.
//!
//! The fix: `move`, as for any closure that outlives its function.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let prefix = String::from("> ");
    let quoted = chain! {
        cached("/index");
        then |page| format!("{prefix}{page}"),
    };
    quoted.detach();
}
