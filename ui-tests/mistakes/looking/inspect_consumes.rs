// Code: E-inspect-consumes
// Words: rustc's own (E0308)
//! An `inspect` that hands the value to a function that takes it.
//!
//! In Python everything is shared, so a callback that only looks can hand the page to one that
//! changes it.
//!
//! Here `inspect` is lent the value, `&String`, because the chain goes on with it. A function that
//! takes a `String` would take it away.
//!
//! The fix: a function that borrows; or `then`, and give the value back.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page| drop::<String>(page),
    };
    page.detach();
}
