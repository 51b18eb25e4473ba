// Refused: E0046
//! The same, in a way that nobody else knows.

use deferred::{Failure, NamesAll, fail};

struct Somehow;

impl NamesAll<(u8,), Somehow> for () {
    fn widen(failure: Failure<(u8,)>) -> Failure<()> {
        panic!("{failure:?}")
    }
}

fn main() {
    fail::<(), _>(1_u8).raises_at_most::<(), Somehow>().detach();
}
