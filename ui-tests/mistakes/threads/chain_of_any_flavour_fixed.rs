//! `chain_of_any_flavour`, mended: it names its flavour.

use deferred::{Deferred, chain, succeed, testing::success_result_of};

fn doubled(number: Deferred<u32>) -> Deferred<u32> {
    chain! {
        number;
        then |n| 2 * n,
    }
}

fn main() {
    assert_eq!(success_result_of(doubled(succeed(1))), 2);
}
