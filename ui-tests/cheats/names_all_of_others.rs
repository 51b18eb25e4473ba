// Refused: E0117
//! A set that names all the errors of another, which it has none of.

use deferred::{Failure, NamesAll, fail};

#[derive(Debug)]
struct Gone;

impl NamesAll<(Gone,), ()> for () {
    fn widen(failure: Failure<(Gone,)>) -> Failure<()> {
        panic!("{failure:?}")
    }
}

fn main() {
    fail::<(), _>(Gone).raises_at_most::<(), ()>().detach();
}
