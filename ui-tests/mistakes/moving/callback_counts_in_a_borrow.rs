//! A callback that counts in a variable of the function that attached it.
//!
//! In Python `nonlocal count` shares the variable, and the number that is printed depends on
//! whether the callback has run by then.
//!
//! Here a callback cannot borrow from a function that may be gone. Mind the compiler's help: `move`
//! compiles, and counts in a *copy*, so that 0 is printed.
//!
//! The fix: share the counter, `Rc<Cell<_>>`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let mut count = 0;
    let counted = chain! {
        cached("/index");
        inspect |_| count += 1,
    };
    counted.detach();
    println!("{count}");
}
