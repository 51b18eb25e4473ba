// Refused: E0277
//! An error of one's own, said to be in a set of others.

use deferred::{Deferred, Has, fail};

#[derive(Debug)]
struct Mine;
struct Somewhere;

impl Has<Mine, Somewhere> for (u8,) {
    type Rest = ();
    const PLACE: usize = 0;
}

fn main() {
    let d: Deferred<()> = fail::<(), _>(1_u8).catch(|_: Mine| ());
    d.detach();
}
