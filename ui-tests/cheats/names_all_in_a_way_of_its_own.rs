// Refused: E0046
//! The same, in a way that nobody else knows.

use deferred::{NamesAll, fail};

struct Somehow;

impl NamesAll<(u8,), Somehow> for () {}

fn main() {
    fail::<(), _>(1_u8).raises_at_most::<(), Somehow>().detach();
}
