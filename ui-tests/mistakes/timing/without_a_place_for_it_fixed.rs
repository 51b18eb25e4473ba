//! `without_a_place_for_it`, mended: the signature says that it may time out.

use deferred::{Cancelled, Deferred, TestClock, TimedOut};
use std::time::Duration;

fn page(clock: &TestClock, page: Deferred<u32, (Cancelled,)>) -> Deferred<u32, (Cancelled, TimedOut)> {
    page.timeout(clock, Duration::from_secs(5))
}

fn main() {
    let page = page(&TestClock::new(), Deferred::succeed(1));
    assert_eq!(deferred::testing::success_result_of(page), 1);
}
