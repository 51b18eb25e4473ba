// Code: E-catch-names-no-error
//! A handler whose parameter is its error's pattern, without a type.
//!
//! In Python `except Timeout:` names the class, and so does `failure.trap(Timeout)`.
//!
//! Which error a handler takes its parameter's type says. A pattern says none, so this would be a handler of everything, which is
//! given the failure.
//!
//! The fix: the type behind the pattern; or the error before an arrow, `catch Timeout => |_| ..`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct NotText(String);

fn fetch(url: &str) -> Deferred<String, (NotText,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! { fetch("/index"); catch |NotText(text)| text, then |page| println!("{page}") }.detach();
}
