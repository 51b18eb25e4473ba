//! `stage_of_what_cannot_be_cancelled`, mended: the source can be cancelled.

use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain};
use std::time::Duration;

fn main() {
    let clock = TestClock::new();
    let (save, saved) = Deferred::<u32, (Cancelled,)>::pending();
    let saved = chain! {
        saved;
        timeout(&clock, Duration::from_secs(5)),
        catch |_: TimedOut| 0,
        catch |_: Cancelled| 0,
    };
    save.succeed(1);
    saved.detach();
}
