// Refused: E0308
//! An error of one's own, said to be possible: the rule is only what is asked first.

use deferred::rules::{Asked, Kept, PossibleHere};
use deferred::{Deferred, chain, fail};

#[derive(Debug)]
struct Mine;

impl PossibleHere<(u8,)> for Mine {
    type Answer = Kept;
    fn __ask(_: Asked<Self, (u8,)>, _: Asked<Self, (u8,)>) -> Kept {
        Kept::unasked()
    }
}

fn main() {
    let d: Deferred<()> = chain! { fail::<(), _>(1_u8); catch |_: Mine| () };
    d.detach();
}
