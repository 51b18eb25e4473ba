//! `pipeline_of_a_handler_not_told_what_it_takes`, mended: it says what comes in.

use deferred::{chain, fail};

#[derive(Debug)]
struct Timeout;

fn main() {
    let or_zero = chain! { for u32 raises Timeout; catch |_: Timeout| 0 };
    fail::<u32, _>(Timeout).pipe(or_zero).detach();
}
