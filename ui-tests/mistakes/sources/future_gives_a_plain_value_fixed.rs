//! `future_gives_a_plain_value`, mended: it gives an outcome.

use deferred::{Deferred, run, testing::success_result_of};

fn main() {
    let length: Deferred<usize> = run(async { Ok("page".len()) });
    assert_eq!(success_result_of(length), 4);
}
