//! `errback`, mended: the resolver fails.

use deferred::{Deferred, testing::success_result_of};

#[derive(Debug)]
struct Timeout;

fn main() {
    let (resolver, page) = Deferred::<String, (Timeout,)>::pending();
    resolver.fail(Timeout);
    assert_eq!(success_result_of(page.catch(|_: Timeout| String::new())), "");
}
