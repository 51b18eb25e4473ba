//! `finally_takes_the_outcome_itself`, mended: it is lent the outcome, if there is one.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = fetch("/index").finally_with(|outcome| assert!(outcome.is_some()));
    assert_eq!(deferred::testing::success_result_of(page.catch(|_: Timeout| String::new())), "page at /index");
}
