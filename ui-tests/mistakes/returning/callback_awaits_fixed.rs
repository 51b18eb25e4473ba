//! `callback_awaits`, mended: the callback gives the Deferred that it waits for.

use deferred::{Deferred, chain, testing::success_result_of};

fn fetch(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let length = chain! {
        fetch("/index");
        then |page| chain! { fetch("/about"); then move |about| page.len() + about.len() },
    };
    assert_eq!(success_result_of(length), 28);
}
