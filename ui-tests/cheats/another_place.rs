// Refused: E0433
//! A trap for one error at the place of the other: places have no names outside.

use deferred::Failure;

fn main() {
    let failure = Failure::<(u8, u16)>::new(1_u8);
    let _ = failure.trap::<u8, deferred::set::First>();
}
