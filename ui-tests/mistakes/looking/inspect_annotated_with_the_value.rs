// Code: E-inspect-takes-a-reference
//! An `inspect` whose parameter is annotated with the value's type.
//!
//! In Twisted the printing callback takes the page, and has to return it.
//!
//! Here `inspect` is lent the page, so the parameter is a `&String`, and the page cannot be lost.
//!
//! The fix: the reference. Without an annotation the type is inferred.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page: String| println!("{page}"),
    };
    page.detach();
}
