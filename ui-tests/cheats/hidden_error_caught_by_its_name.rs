// Refused: E0277
//! An error whose type is hidden, caught by the type that it is known to be.

use deferred::{Deferred, chain};
use std::fmt::Debug;

#[derive(Debug)]
struct Timeout;

fn fetch() -> Deferred<u8, (impl Debug + 'static,)> {
    Deferred::<u8, (Timeout,)>::fail(Timeout)
}

fn main() {
    chain! { fetch(); catch |_: Timeout| 0 }.detach();
}
