// Refused: E0308
//! A generic error that is not caught, in a function that promises that none is left.

use deferred::{Deferred, chain};
use std::fmt::Debug;

#[derive(Debug)]
struct Timeout;

fn safe<E: Debug + 'static>(d: Deferred<u8, (E, Timeout)>) -> Deferred<u8> {
    chain! { d; catch |_: Timeout| 0 }
}

fn main() {}
