// Refused: E0277
//! `raises_at_most` to a smaller set.

use deferred::{Deferred, fail};

fn main() {
    let d: Deferred<u8> = fail("bang!").raises_at_most();
    d.detach();
}
