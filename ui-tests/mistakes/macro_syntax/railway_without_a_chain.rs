// Code: E-no-chain
//! A picture of a function in which there is no chain.
//!
//! Twisted has no pictures of its chains. An attribute that drew nothing, and did not say so, would look
//! as if it had been forgotten: here the callbacks are attached by methods, which are not drawn.
//!
//! The fix: write the stages in a `chain!`.

use deferred::{Deferred, railway};

#[railway]
fn shout(page: Deferred<String>) -> Deferred<String> {
    page.map(|page| page.to_uppercase())
}

fn main() {
    shout(Deferred::succeed(String::new())).detach();
}
