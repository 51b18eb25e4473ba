// Code: E-run-leaves-its-error-open
// Words: rustc's own (E0282)
//! An async block in `run!`, which ends with `Ok(..)` and never says of which `Result`.
//!
//! In Twisted `ensureDeferred` takes any coroutine, and the Deferred fails with whatever that raises.
//!
//! `run!` takes what a callback may give, a `Result` of any error too, so it asks the block for the type of its error, and the block does not say it.
//!
//! The fix: the function `run`, which asks for an `Outcome`, so that the set is the one of the Deferred. Or say it in the block:
//! `Ok::<_, Failure<(Gone,)>>(size)`.

use deferred::{Deferred, run};

#[derive(Debug)]
struct Gone;

fn size_of(page: &str) -> Deferred<usize, (Gone,)> {
    Deferred::succeed(page.len())
}

fn main() {
    let size: Deferred<usize, (Gone,)> = run!(async {
        let size = size_of("page").await?;
        Ok(size + 1)
    });
    size.catch(|_: Gone| 0).detach();
}
