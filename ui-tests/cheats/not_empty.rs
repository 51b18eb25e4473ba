// Refused: E0117
//! The empty set, said to have something to catch.

use deferred::{Errors, NotEmpty, succeed};

impl NotEmpty for Errors<()> {}

fn main() {
    succeed(1).catch_all(|_| 0).detach();
}
