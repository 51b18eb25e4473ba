//! `a_value_and_then_an_error`, mended: one of the two happens.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<&str, (Timeout,)>::pending();
    let in_time = true;
    if in_time {
        resolver.succeed("here");
    } else {
        resolver.fail(Timeout);
    }
    chain! { page; catch |_: Timeout| "too late" }.detach();
}
