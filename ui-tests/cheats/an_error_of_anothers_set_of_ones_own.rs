// Refused: E0046
//! An error of one's own, said to be one of a set that it is not in.

use deferred::{Allow, Errors};

struct Mine;

impl Allow<Mine, ()> for Errors<(u8,)> {
    type Set = (u8,);
}

fn main() {}
