// Refused: E0277
//! A sink of late failures that holds what is of one thread.

use deferred::{members, threads};
use std::rc::Rc;

fn main() {
    let (_resolver, d) = threads::pending::<u8, (&str,)>();
    let here = Rc::new(1);
    let _all = members([d]).late(move |_, _| drop(here.clone())).gather();
}
