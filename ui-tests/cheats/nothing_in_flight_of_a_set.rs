// Refused: E0117
//! Errors of one's own, said to be nothing.

use deferred::{NothingInFlight, fail};

#[derive(Debug)]
struct Gone;

impl NothingInFlight for (Gone,) {}

fn main() {
    fail::<(), _>(Gone).detach();
}
