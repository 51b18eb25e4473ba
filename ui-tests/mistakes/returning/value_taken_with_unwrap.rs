// Code: E-unwrap-of-a-deferred
// Words: rustc's own (E0599)
//! The value taken out of a Deferred with `unwrap`, as out of a `Result`.
//!
//! In Twisted `d.result` is there once the Deferred was fired, and nothing before.
//!
//! The value may come later, and then whoever asked is gone. So there is no way to ask for it but a callback.
//!
//! The fix: say in a stage what is to be done with it; in a test, `testing::success_result_of`.

use deferred::Deferred;

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").unwrap();
    println!("{page}");
}
