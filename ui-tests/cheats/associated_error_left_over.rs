// Refused: E0308
//! The same where the error is an associated type, which is `Timeout` for all there are.

use deferred::{Deferred, chain};
use std::fmt::Debug;

#[derive(Debug)]
struct Timeout;

trait Service {
    type Error: Debug + 'static;
}

impl Service for u8 {
    type Error = Timeout;
}

fn safe<S: Service>(d: Deferred<u8, (S::Error, Timeout)>) -> Deferred<u8> {
    chain! { d; catch |_: Timeout| 0 }
}

fn main() {}
