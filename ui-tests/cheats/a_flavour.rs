// Refused: E0046 E0277
//! A flavour of one's own.

use deferred::{AnyThread, Flavour};

struct Mine;

impl Flavour for Mine {
    type Sender<I> = <AnyThread as Flavour>::Sender<I>;
    type Receiver<O> = <AnyThread as Flavour>::Receiver<O>;
    type Handle = <AnyThread as Flavour>::Handle;
}

fn main() {}
