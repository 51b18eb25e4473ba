// Refused: E0277
//! A trap for an error of a generic function, where it is hoped to be another.

use deferred::{Deferred, Failure};
use std::fmt::Debug;

fn taken<E: Debug + 'static>(failure: Failure<(E,)>) -> u8 {
    match failure.trap::<u8, _>() {
        Ok(error) => error,
        Err(_) => 0,
    }
}

fn main() {
    taken(Failure::<(u8,)>::new(1_u8));
}
