//! `then_fails_with_what_is_not_debug`, mended: the error is `Debug`, and said to happen.

use deferred::{succeed, testing::success_result_of};

#[derive(Debug)]
struct BadMarkup;

fn main() {
    let page = succeed("page").raises_at_most::<(BadMarkup,), _>();
    let length = page.then(|page| if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) });
    assert_eq!(success_result_of(length.catch(|_: BadMarkup| 0)), 4);
}
