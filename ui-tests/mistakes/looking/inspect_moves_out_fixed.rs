//! `inspect_moves_out`, mended: the callback borrows the bytes.

use deferred::{Deferred, chain};

fn cached(url: &str) -> Deferred<String> {
    Deferred::succeed(format!("page at {url}"))
}

fn main() {
    let page = chain! {
        cached("/index");
        inspect |page| {
            let bytes = page.as_bytes();
            println!("{}", bytes.len());
        },
    };
    assert_eq!(deferred::testing::success_result_of(page), "page at /index");
}
