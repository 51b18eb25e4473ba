//! `retry_of_what_cannot_be_cancelled`, mended: each attempt may be cancelled.

use deferred::{Cancelled, Deferred, Retry, fail, retry, testing::failure_result_of};

#[derive(Debug)]
struct Busy;

fn fetch() -> Deferred<u32, (Busy, Cancelled)> {
    fail(Busy).raises_at_most()
}

fn main() {
    let page = retry(|attempts, _| if attempts < 3 { Retry::Now } else { Retry::Stop }, fetch);
    let _ = failure_result_of(page);
}
