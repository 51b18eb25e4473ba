// Refused: E0117
//! The empty set, said to have something to catch.

use deferred::{InFlight, NotEmpty, succeed};

impl NotEmpty for InFlight<()> {}

fn main() {
    succeed(1).catch_all(|_| 0).detach();
}
