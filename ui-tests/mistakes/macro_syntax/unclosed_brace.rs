// Code: E-unclosed-brace
// Words: rustc's own (syntax)
//! A callback whose block is never closed.
//!
//! Rust reads the delimiters of a file before any macro is asked, so this error is the compiler's
//! own, and the chain cannot better it.
//!
//! The fix: the brace.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index");
        then |page| { page.to_uppercase(),
        catch |_: Timeout| String::new(),
    };
    page.detach();
}
