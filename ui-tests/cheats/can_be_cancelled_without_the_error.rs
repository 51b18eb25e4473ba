// Refused: E0046
//! A set without `Cancelled`, said to have it.

use deferred::{CanBeCancelled, CanTimeOut, Deferred};

struct Somehow;

impl CanBeCancelled<Somehow> for (u8,) {}
impl CanTimeOut<Somehow> for (u8,) {}

fn main() {
    let (_resolver, d) = Deferred::<(), (u8,)>::pending();
    d.cancel::<Somehow>();
    d.catch_all(|_| ()).detach();
}
