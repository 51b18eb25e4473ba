//! `method_as_a_stage`, mended: it is called on the first chain, and a second goes on.

use deferred::{Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn saved() -> Deferred<u32> {
    Deferred::succeed(7)
}

fn main() {
    let clock = TestClock::new();
    let size = chain! { saved(); then |size| size + 1 }.give_up_after(&clock, Duration::from_secs(5));
    let size = chain! {
        size;
        catch |_: TimedOut| 0,
    };
    assert_eq!(deferred::testing::success_result_of(size), 8);
}
