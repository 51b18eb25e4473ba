// Code: E-inspect-moves-out
// Words: rustc's own (E0507)
//! An `inspect` that takes the value apart.
//!
//! Twisted has no stage that only looks: a callback is given the result, and what it returns is the
//! new one.
//!
//! Here `inspect` is lent the value, and `into_bytes` would use it up.
//!
//! The fix: a method that borrows, such as `as_bytes`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page| {
            let bytes = page.into_bytes();
            println!("{}", bytes.len());
        },
    };
    page.detach();
}
