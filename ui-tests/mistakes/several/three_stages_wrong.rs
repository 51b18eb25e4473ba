//! Several stages wrong in one chain.
//!
//! In Twisted one finds one mistake a run: the first one makes a failure, and the callbacks after
//! it are skipped.
//!
//! Here each stage takes its types from the stage before. Behind a wrong one the compiler does not
//! guess: the first mistake is one error, at its own place, and nothing that may merely follow from
//! it is reported. The handler gives a number for a page; `finally` and the last stage come when
//! that is mended.
//!
//! The fix: one after the other.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        catch |_: Timeout| 0,
        finally || "closed",
        then |count: usize| count * 2,
    };
    length.detach();
}
