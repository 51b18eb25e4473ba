// Refused: E0308
//! An error of one's own, said to be possible: the rule is only what is asked first.

use deferred::diagnostics::{CanRaise, Proof, Query, ThisChain};
use deferred::{Deferred, chain, fail};

#[derive(Debug)]
struct Mine;

impl CanRaise<Mine, (u8,)> for ThisChain {
    type Answer<Next> = Proof;
    fn __ask<Next>(_: Query<Self, Mine, (u8,), Next>, _: Query<Self, Mine, (u8,), Next>) -> Proof {
        Proof::unqueried()
    }
}

fn main() {
    let d: Deferred<()> = chain! { fail::<(), _>(1_u8); catch |_: Mine| () };
    d.detach();
}
