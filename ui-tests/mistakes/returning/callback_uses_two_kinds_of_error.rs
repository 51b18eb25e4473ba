// Code: E-callback-uses-two-kinds-of-error
// Words: rustc's own (E0277)
//! A callback in which two operations fail with different errors.
//!
//! Python's functions raise what they like, and the errback's `trap` sorts it out.
//!
//! Here one function has one error type; `?` would have to turn a `Timeout` into a `NotFound`, and
//! nobody said how. That is Rust's rule, and it does not hold for chains: *stages* add their errors
//! to the set.
//!
//! The fix: one stage for each operation, and each error keeps its own type.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn check(page: &str) -> Result<(), Timeout> {
    if page.is_empty() { Err(Timeout) } else { Ok(()) }
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| {
            check(&page)?;
            if page.len() > 100 { Err(NotFound) } else { Ok(page) }
        },
        catch |_: NotFound| String::new(),
    };
    page.detach();
}
