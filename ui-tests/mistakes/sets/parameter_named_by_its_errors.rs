// Code: E-raises-too-little
//! A function for whatever can be in flight, which says that it is a `Timeout`.
//!
//! In Twisted nothing says what a Deferred can fail with.
//!
//! Here `R` may have others, and each of them would get past the `raises`.
//!
//! The fix: write the set where it is known, or leave it a type parameter and say nothing of it.

use deferred::{Deferred, ErrorSet, chain};

#[derive(Debug)]
struct Timeout;

fn shown<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<usize, (Timeout,)> {
    chain! { page; then |page| page.len(), raises at most Timeout }
}

fn main() {
    drop(shown(Deferred::<String>::succeed("page".into())));
}
