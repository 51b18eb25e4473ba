//! `handler_gives_a_result_of_another_type`, mended: the handler's `Result` is one of a `String`.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct Fatal;

fn fetch(_url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::fail(Timeout)
}

fn main() {
    let page = chain! {
        fetch("/index");
        catch |_: Timeout| Err::<String, _>(Fatal),
        catch |_: Fatal| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "");
}
