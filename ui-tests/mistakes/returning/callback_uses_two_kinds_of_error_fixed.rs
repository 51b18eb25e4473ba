//! `callback_uses_two_kinds_of_error`, mended: each operation is a stage, and both errors are in
//! flight.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

#[derive(Debug)]
struct Timeout;

#[derive(Debug)]
struct NotFound;

fn check(page: &str) -> Result<(), Timeout> {
    if page.is_empty() { Err(Timeout) } else { Ok(()) }
}

fn main() {
    let page = chain! {
        cached("/index");
        then |page| check(&page).map(|()| page),
        then |page| if page.len() > 100 { Err(NotFound) } else { Ok(page) },
        catch |_: NotFound| String::new(),
        catch |_: Timeout| String::new(),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
