// Refused: E0308
//! An error of one's own, said to be possible: the rule is only what is asked first.

use deferred::diagnostics::{Query, Proof, PossibleHere};
use deferred::{Deferred, chain, fail};

#[derive(Debug)]
struct Mine;

impl PossibleHere<(u8,)> for Mine {
    type Answer = Proof;
    fn __ask(_: Query<Self, (u8,)>, _: Query<Self, (u8,)>) -> Proof {
        Proof::unqueried()
    }
}

fn main() {
    let d: Deferred<()> = chain! { fail::<(), _>(1_u8); catch |_: Mine| () };
    d.detach();
}
