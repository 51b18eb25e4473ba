//! The method `raises`, with a set that forgets one of the errors in flight.
//!
//! There is a method for each stage, for people who prefer methods and for generic code, and its
//! checks are those of the stage.
//!
//! `(Timeout,)` is stated, `(Timeout, NotFound)` is in flight, so an error would get past the
//! statement.
//!
//! The fix: state all of them, or catch the other one before.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").raises::<(Timeout,), _, _>();
    page.catch(|_: Timeout| String::from("too late")).detach();
}
