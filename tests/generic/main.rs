//! `chain!` inside functions that do not know all of their types.

mod associated;
mod async_code;
mod constants;
mod errors;
mod functions;
mod passed_on;
mod sets;
mod values;
mod whole_sets;

use deferred::Deferred;

#[derive(Debug, PartialEq, Clone)]
struct A(u8);

#[derive(Debug, PartialEq, Clone)]
struct B(u8);

/// Fails with the first of two.
fn fails_with_a(payload: u8) -> Deferred<u8, (A, B)> {
    Deferred::fail(A(payload))
}
