// Code: E-error-is-not-static
// Words: rustc's own (E0521)
//! An error that borrows.
//!
//! In Python whatever an exception refers to lives for as long as the exception.
//!
//! Here an error travels with the chain, and the chain may be fired long after `find` has returned.
//! An error that borrows `name` from its caller would outlive it.
//!
//! The fix: an error that owns what it tells.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Missing<'a>(&'a str);

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn find<'a>(name: &'a str) -> Deferred<String> {
    chain! {
        cached("/index");
        then move |page| if page.contains(name) { Ok(page) } else { Err(Missing(name)) },
        catch |missing: Missing<'a>| missing.0.to_owned(),
    }
}

fn main() {
    find("index").detach();
}
