// Code: E-errors-left
//! An errback beside a callback, expected to handle that callback's own error.
//!
//! The guide calls this a potential gotcha, "case 2": with `addCallbacks(callback1, errback1)`, an
//! error in callback1 does not come to errback1, which "will not do any handling of errors raised
//! in callback1". At run time nothing shows it until callback1 fails one day.
//!
//! Here the errback of a pair empties the set of what came before, and the callback's own error is
//! in flight behind it. The checkpoint `raises nothing` finds `BadMarkup` still there.
//!
//! The fix is the guide's "case 1": a `catch` behind the `then`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct BadMarkup;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(String::new())
}

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn main() {
    let length = chain! {
        fetch("/index");
        then parse else |_| 0,
        raises nothing,
    };
    length.detach();
}
