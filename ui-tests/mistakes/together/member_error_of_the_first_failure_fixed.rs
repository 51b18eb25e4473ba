//! `member_error_of_the_first_failure`, mended: the handler takes what can be in flight.

use deferred::{Deferred, FirstError, chain, first_failure};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let pages = chain! {
        first_failure([fetch("/first"), fetch("/second")]);
        then |pages| pages.len(),
        catch |first: FirstError<(Timeout,)>| first.index,
    };
    assert_eq!(deferred::testing::success_result_of(pages), 2);
}
