// Refused: E0308
//! Functions of any lifetime coerce to functions of one, and are another type. A set does not follow.

use deferred::Deferred;

fn caught(d: Deferred<u8, (for<'a> fn(&'a u8),)>) -> Deferred<u8, (fn(&'static u8),)> {
    d
}

fn main() {}
