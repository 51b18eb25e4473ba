// Code: E-callback-leaves-its-error-open
// Words: rustc's own (E0282)
//! A callback that gives `Ok(..)`, and never says of which `Result`.
//!
//! In Python there is nothing to say: a callback that does not raise has succeeded.
//!
//! Here the error of a `Result` joins the set of the chain, so its type has to be known. From
//! `Ok(page)` alone nobody can know it.
//!
//! The fix: give the value by itself, since a callback that cannot fail needs no `Result`; or say
//! which error it could be, `Ok::<_, BadMarkup>(page)`.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| Ok(page),
    };
    page.detach();
}
