// Refused: E0046
//! A set of one's own, that says it has no errors and has one.

use deferred::{Deferred, ErrorSet, NothingInFlight};

struct Empty;

impl ErrorSet for Empty {
    const LEN: usize = 0;
    type List = <(u8,) as ErrorSet>::List;
    type Repr = <(u8,) as ErrorSet>::Repr;
}

impl NothingInFlight for Empty {}

fn main() {
    Deferred::<(), Empty>::succeed(()).detach();
}
