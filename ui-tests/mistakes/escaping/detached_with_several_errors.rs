// Code: E-errors-left
//! A chain let go of while several errors may be in flight.
//!
//! In Twisted it is up to the reader to know what the chain can raise; forgotten errors are logged,
//! at some time, as "Unhandled error in Deferred".
//!
//! Here the compiler names all of them: `(Timeout, NotFound)`.
//!
//! The fix: catch them one by one, several at once, or all together: `catch |failure| ..`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    chain! {
        fetch("/index");
        then |page| println!("{page}"),
    }
    .detach();
}
