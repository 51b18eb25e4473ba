//! `inspect_annotated_with_the_value`, mended: the parameter is a reference.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page: &String| println!("{page}"),
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
