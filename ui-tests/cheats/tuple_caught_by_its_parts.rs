// Refused: E0277
//! An error that is a tuple is one member, and no set.

use deferred::{Deferred, chain};

fn main() {
    let d = Deferred::<u8, ((u8, u16),)>::fail((1_u8, 2_u16));
    chain! { d; catch u8 | u16 => |_| 0 }.detach();
}
