//! `then_calls_a_function_of_another_type`, mended: a `map` before it makes it so.

use deferred::Deferred;

#[derive(Debug)]
struct Timeout;

fn fetch(url: &str) -> Deferred<String, (Timeout,)> {
    Deferred::succeed(format!("page at {url}"))
}

fn double(count: usize) -> Result<usize, Timeout> {
    Ok(count * 2)
}

fn main() {
    let doubled = fetch("/index").map(|page| page.len()).then(double);
    assert_eq!(deferred::testing::success_result_of(doubled.catch(|_: Timeout| 0)), 28);
}
