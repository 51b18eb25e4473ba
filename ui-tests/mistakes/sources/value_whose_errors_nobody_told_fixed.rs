//! `value_whose_errors_nobody_told`, mended: `succeed` has no errors.

use deferred::{Deferred, chain, succeed};

fn main() {
    let number: Deferred<u32> = chain! {
        succeed(1);
        then |n: u32| n + 1,
        raises nothing,
    };
    number.detach();
}
