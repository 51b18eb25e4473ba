// Refused: E0046 E0277
//! A flavour of one's own.

use deferred::{AnyThread, Flavour};

struct Mine;

impl Flavour for Mine {
    type Firing<I> = <AnyThread as Flavour>::Firing<I>;
    type Slot<O> = <AnyThread as Flavour>::Slot<O>;
    type Handle = <AnyThread as Flavour>::Handle;
}

fn main() {}
