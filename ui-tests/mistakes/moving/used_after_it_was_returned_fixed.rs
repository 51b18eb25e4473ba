//! `used_after_it_was_returned`, mended: the inner one has its callback before it is returned.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let inner = chain! { cached("/inner"); inspect |page| println!("{page}") };
    let outer = chain! {
        cached("/outer");
        then move |_| inner,
    };
    assert_eq!(deferred::testing::success_result_of(outer), "page at /inner");
}
