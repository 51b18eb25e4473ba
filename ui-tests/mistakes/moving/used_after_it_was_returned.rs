// Code: E-used-after-it-was-returned
// Words: rustc's own (E0382)
//! A Deferred used again, after it was returned from a callback (case 13 of Twisted's edge cases).
//!
//! In Twisted the outer chain takes the result away from the inner one: a callback that is added to
//! the inner one afterwards is given None.
//!
//! Here the callback moved the inner one into the outer chain. Nobody else can touch it.
//!
//! The fix: attach what belongs to the inner one *before* it is returned.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let inner = cached("/inner");
    let outer = chain! {
        cached("/outer");
        then move |_| inner,
    };
    chain! { inner; then |page| println!("{page}") }.detach();
    outer.detach();
}
