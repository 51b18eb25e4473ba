// Code: E-pipeline-not-told-what-it-takes
// Words: rustc's own (E0282)
//! A pipeline of a handler alone, that stands by itself.
//!
//! In Python a function of a Deferred takes any, and adds its errback.
//!
//! What is in flight behind a handler is what was before it, without the error that it takes. So what comes in has to be
//! known where the pipeline stands, though it may be used later.
//!
//! The fix: say it, `chain! { for u32 raises Timeout; catch .. }`.

use deferred::{chain, fail};

#[derive(Debug)]
struct Timeout;

fn main() {
    let or_zero = chain! { catch |_: Timeout| 0 };
    fail::<u32, _>(Timeout).pipe(or_zero).detach();
}
