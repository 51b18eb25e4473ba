// Code: E-run-of-no-outcome
// Words: rustc's own (E0271)
//! The function `run` on a future that gives a `Result` with a plain error, or with one of several.
//!
//! In Twisted `ensureDeferred` takes any coroutine, and what it raises is the failure.
//!
//! Here `run` takes a future that gives an `Outcome`, so that in an async block `?` and `Ok(..)` need
//! not say what the error is: the Deferred that is asked for says it. What gives another type says it
//! itself, and is run by the macro of the same name.
//!
//! The fix: `run!`.

use deferred::{raises, run};

#[derive(Debug)]
struct Odd;

#[raises(Odd)]
async fn even(n: u32) -> u32 {
    if n % 2 == 0 { Ok(n) } else { Err(Odd)? }
}

fn main() {
    let d = run(even(2));
    d.catch(|_: Odd| 0).detach();
}
