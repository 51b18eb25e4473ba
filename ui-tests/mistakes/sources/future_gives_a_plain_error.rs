// Code: E-future-gives-no-outcome
// Words: rustc's own (E0271)
//! A Deferred made of a future that gives a `Result` with a plain error.
//!
//! In Twisted what a coroutine raises is wrapped in a `Failure`, with its traceback.
//!
//! A failure knows where it was raised, and the future gives it as such: what it gives is an `Outcome`.
//!
//! The fix: make a failure of the error, with `map_err(Failure::new)`.

use deferred::{Deferred, run};

#[derive(Debug)]
struct NotFound;

async fn read() -> Result<String, NotFound> {
    Err(NotFound)
}

fn main() {
    let page: Deferred<String, (NotFound,)> = run(read());
    page.catch(|_: NotFound| String::new()).detach();
}
