//! Two errors that need a value, and one that is generic.

use deferred::Deferred;

#[derive(Debug, PartialEq)]
pub struct A(pub u8);

#[derive(Debug, PartialEq)]
pub struct B(pub u8);

#[derive(Debug, PartialEq)]
pub struct Pair<X, Y>(pub X, pub Y);

/// Fails with the first of two.
pub fn fails_with_a(payload: u8) -> Deferred<u8, (A, B)> {
    Deferred::fail(A(payload))
}

/// Fails with the second of two.
pub fn fails_with_b(payload: u8) -> Deferred<u8, (A, B)> {
    Deferred::fail(B(payload))
}
