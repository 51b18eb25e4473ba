//! `join_of_seventeen`, mended: they are gathered.

use deferred::{Deferred, gather};

fn page(number: u32) -> Deferred<u32> {
    Deferred::succeed(number)
}

fn main() {
    let all = gather((1..=17).map(page));
    assert_eq!(deferred::testing::success_result_of(all).len(), 17);
}
