// Refused: E0277
//! An error that cannot be is an error in the set nevertheless.

use deferred::Deferred;
use std::convert::Infallible;

fn main() {
    Deferred::<u8, (Infallible,)>::succeed(1).detach();
}
