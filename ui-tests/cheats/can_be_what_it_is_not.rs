// Refused: E0119
//! A set that is said to have an error of one's own, which a trap would take out of it.

use deferred::{CanBe, Errors};

struct Mine;

impl CanBe<Mine, Mine> for Errors<(u8,)> {
    type Set = (u8,);
    type Rest = ();
}

fn main() {}
