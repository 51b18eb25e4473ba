// Code: E-nothing-to-catch
//! A handler for whatever is in flight, where nothing is.
//!
//! "If unsure, you should explicitly add an errback after your callbacks", says the guide, and in
//! Twisted one is always unsure.
//!
//! Here nobody has to be: the type says that nothing is in flight, and a handler of everything is
//! as much a mistake as a handler of one error that cannot happen.
//!
//! The fix: take it away.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        catch |failure| format!("{failure:?}"),
    };
    page.detach();
}
