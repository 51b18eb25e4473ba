// Code: E-callback-counts-in-a-borrow
// Words: rustc's own (E0373)
//! A callback that counts in a variable of the function that attached it.
//!
//! In Python `nonlocal count` shares the variable, and the number that is printed depends on
//! whether the callback has run by then.
//!
//! Here a callback cannot borrow from a function that may be gone. Mind the compiler's help: `move`
//! takes the counter away from the function, which then cannot print it.
//!
//! The fix: share the counter, `Rc<Cell<_>>`.

use deferred::{Deferred, chain};
use std::cell::Cell;

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let count = Cell::new(0);
    let counted = chain! {
        cached("/index");
        inspect |_| count.set(count.get() + 1),
    };
    counted.detach();
    println!("{}", count.get());
}
