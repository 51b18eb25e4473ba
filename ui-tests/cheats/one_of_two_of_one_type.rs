// Refused: E0283
//! An error that a set has twice, raised at neither place.

use deferred::Deferred;

fn main() {
    let d = Deferred::<(), (u8, u8)>::fail(1_u8);
    d.catch_all(|_| ()).detach();
}
