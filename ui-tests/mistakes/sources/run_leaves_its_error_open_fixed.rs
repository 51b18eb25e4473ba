//! `run_leaves_its_error_open`, mended: the function `run` takes the set from the Deferred.

use deferred::{Deferred, run};

#[derive(Debug)]
struct Gone;

fn size_of(page: &str) -> Deferred<usize, (Gone,)> {
    Deferred::succeed(page.len())
}

fn main() {
    let size: Deferred<usize, (Gone,)> = run(async {
        let size = size_of("page").await?;
        Ok(size + 1)
    });
    assert_eq!(deferred::testing::success_result_of(size.catch(|_: Gone| 0)), 5);
}
