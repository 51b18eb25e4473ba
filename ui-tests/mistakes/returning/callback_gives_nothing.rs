// Code: E-callback-gives-nothing
// Words: rustc's own (E0599)
//! A callback that looks at the value, and forgets to pass it on.
//!
//! The printing callback is in every Twisted tutorial, and so is this bug: `print` returns None,
//! and the next callback says "object of type 'NoneType' has no len()".
//!
//! Here the type of the chain moves to `()` with this stage, and the next one, which asks for a
//! length, is where it does not fit any more.
//!
//! The fix: `inspect`, which looks at the value and cannot lose it.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| {
            println!("{page}");
        },
        then |page| page.len(),
        catch |_: Timeout| 0,
    };
    length.detach();
}
