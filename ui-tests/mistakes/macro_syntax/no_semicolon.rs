// Code: E-no-semicolon
//! No semicolon after the source.
//!
//! The source is any expression, so the macro has to be told where it ends. A comma stands between
//! stages, a semicolon after the source.
//!
//! The fix: the semicolon.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        fetch("/index")
        then |page| page.to_uppercase(),
        catch |_: Timeout| String::from("too late"),
    };
    page.detach();
}
