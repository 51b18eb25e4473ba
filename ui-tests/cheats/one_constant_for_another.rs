// Refused: E0277
//! Constants tell errors apart as types do.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Code<const N: u16>;

fn safe(d: Deferred<u8, (Code<404>,)>) -> Deferred<u8> {
    chain! { d; catch |_: Code<500>| 0 }
}

fn main() {}
