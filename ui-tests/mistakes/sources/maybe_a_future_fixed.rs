//! `maybe_a_future`, mended: it becomes a Deferred first.

use deferred::{Deferred, chain, run, testing::success_result_of};

async fn read() -> usize {
    5
}

fn main() {
    let doubled: Deferred<usize> = chain! {
        run(async { Ok(read().await) });
        then |count| count * 2,
    };
    assert_eq!(success_result_of(doubled), 10);
}
