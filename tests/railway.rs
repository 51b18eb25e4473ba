//! `#[railway]` draws, and changes nothing else about the function.

use deferred::{Deferred, chain, railway, testing::success_result_of};

#[derive(Debug)]
struct Gone;

/// What is there, doubled.
#[railway]
#[must_use]
const fn untouched<T: Copy>(value: T) -> T {
    // The chain is in a function inside, which is never called.
    #[allow(dead_code)]
    fn inside() -> Deferred<u8> {
        chain! { Deferred::<u8>::succeed(1); then |n| n }
    }
    value
}

struct Site;

impl Site {
    /// A method.
    #[railway]
    pub(crate) fn doubled(&self, page: Deferred<u32, (Gone,)>) -> Deferred<u32> {
        chain! { page; then |n| n * 2, catch |_: Gone| 0 }
    }
}

#[test]
fn a_function_with_a_picture_does_what_it_did() {
    const SEVEN: u8 = untouched(7);
    assert_eq!(SEVEN, 7);
    assert_eq!(success_result_of(Site.doubled(Deferred::succeed(4))), 8);
    assert_eq!(success_result_of(Site.doubled(Deferred::fail(Gone))), 0);
}
