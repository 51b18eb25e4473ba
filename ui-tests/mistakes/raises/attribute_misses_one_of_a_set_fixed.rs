//! `attribute_misses_one_of_a_set`, mended: both errors are named, in any order.

use deferred::{Deferred, chain, raises, succeed, testing::success_result_of};

#[derive(Debug)]
struct Timeout;
#[derive(Debug)]
struct NotFound;

fn fetch(url: &str) -> Deferred<String, (Timeout, NotFound)> {
    Deferred::succeed(format!("page at {url}"))
}

#[raises(NotFound, Timeout)]
async fn length(url: &str) -> usize {
    Ok(fetch(url).await?.len())
}

fn main() {
    let d = chain! { succeed("/index"); then length, catch NotFound | Timeout => |_| 0 };
    assert_eq!(success_result_of(d), 14);
}
