// Refused: E0277
//! A Deferred that cannot fail, made of a failure.

use deferred::{Deferred, Failure};

fn main() {
    Deferred::<u8>::settled(Err(Failure::new("bang!"))).detach();
}
