//! `error_is_not_static`, mended: the error owns its name.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Missing(String);

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn find(name: &str) -> Deferred<String> {
    let name = name.to_owned();
    chain! {
        cached("/index");
        then move |page| if page.contains(&name) { Ok(page) } else { Err(Missing(name)) },
        catch |missing: Missing| missing.0,
    }
}

fn main() {
    assert_eq!(deferred::testing::success_result_of(find("x")), "page at /index");
}
