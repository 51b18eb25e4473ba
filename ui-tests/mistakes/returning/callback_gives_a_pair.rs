// Code: E-future-not-awaited
//! A callback that gives both sides of a pair.
//!
//! In Twisted there is one object for both, so the chain waits for it whoever fires it.
//!
//! Here the chain would carry on both sides as a value: nothing fires the one, and nothing takes the other.
//!
//! The fix: keep the resolver where it will be fired, and give the Deferred.

use deferred::{Deferred, chain, succeed};

fn main() {
    let answer = chain! {
        succeed("question");
        then |_question| Deferred::<usize>::pending(),
    };
    answer.detach();
}
