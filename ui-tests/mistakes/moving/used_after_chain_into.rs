// Code: E-used-after-chain-into
// Words: rustc's own (E0382)
//! A Deferred used again, after its result was sent on to another one.
//!
//! Twisted's `chainDeferred` leaves the sender alive. Callbacks that are added to it later see
//! None, and "do not affect" the other one, as the guide puts it.
//!
//! Here `chain_into` takes the Deferred, since its result has one taker.
//!
//! The fix: attach the callback before, or to the other end.

use deferred::Deferred;

fn main() {
    let (resolver, outer) = Deferred::<u8>::pending();
    let inner = Deferred::<u8>::succeed(1);
    inner.chain_into(resolver);
    inner.map(|n| n + 1).detach();
    outer.detach();
}
