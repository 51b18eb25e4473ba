//! `callback_asks_a_deferred_with_a_question_mark`, mended: the callback gives the Deferred that it waits for.

use deferred::{Deferred, chain, testing::success_result_of};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| chain! { fetch("/about"); then move |about| page.len() + about.len() },
        catch |_: Timeout| 0,
    };
    assert_eq!(success_result_of(length), 28);
}
