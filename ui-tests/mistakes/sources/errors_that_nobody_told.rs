// Code: E-errors-not-told
// Words: rustc's own (E0282)
//! A pair made without saying with which errors, and a handler of one of them.
//!
//! In Twisted any Deferred may fail with anything.
//!
//! A handler takes its error out of those that can be in flight, so these have to be known. Where a pair is made, nothing
//! else says them.
//!
//! The fix: say them, as in `Deferred::<String, (Timeout,)>::pending()`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::pending();
    let page = chain! {
        page;
        catch |_: Timeout| String::from("too late"),
    };
    resolver.succeed(String::from("page"));
    page.detach();
}
