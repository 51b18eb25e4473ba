//! `then_takes_another_type_in_a_block`, mended: it takes what arrives.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let most = 80;
    let length = chain! {
        fetch("/index");
        then { move |page: String| page.len().min(most) },
        catch |_: Timeout| 0,
    };
    assert_eq!(deferred::testing::success_result_of(length), 14);
}
