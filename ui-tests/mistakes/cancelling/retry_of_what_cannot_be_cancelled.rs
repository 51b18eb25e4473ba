// Code: E-retry-of-what-cannot-be-cancelled
//! Attempting again and again what nothing can cancel.
//!
//! In Twisted a retry is a loop that is written by hand, and a cancel that comes while it waits for the next attempt has nowhere to go,
//! unless somebody has thought of it.
//!
//! Here a retry can be cancelled at any time, between two attempts as well, and then fails with `Cancelled`. So that is among its errors,
//! which are those of each attempt.
//!
//! The fix: say that an attempt may be cancelled, too.

use deferred::{Deferred, Retry, fail, retry, testing::failure_result_of};

#[derive(Debug)]
struct Busy;

fn fetch() -> Deferred<u32, (Busy,)> {
    fail(Busy)
}

fn main() {
    let page = retry(|attempts, _| if attempts < 3 { Retry::Now } else { Retry::Stop }, fetch);
    let _ = failure_result_of(page);
}
