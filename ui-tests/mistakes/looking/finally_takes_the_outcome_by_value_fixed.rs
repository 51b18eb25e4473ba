//! `finally_takes_the_outcome_by_value`, mended: the callback is lent the outcome, if there is one.

use deferred::{Deferred, Outcome, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        finally |outcome: Option<&Outcome<String>>| println!("{}", outcome.is_some_and(Result::is_ok)),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
