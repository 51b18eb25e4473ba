// Code: E-commas-between-errors
//! `raises` with the errors in a tuple, as in a type.
//!
//! In Python `except (Timeout, NotFound)` names several.
//!
//! Here a signature has them in a tuple, and a chain has them between bars, as an "or".
//!
//! The fix: `Timeout | NotFound`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! { fetch("/index"); then |page| page.len(), raises (Timeout, NotFound) };
    drop(page);
}
