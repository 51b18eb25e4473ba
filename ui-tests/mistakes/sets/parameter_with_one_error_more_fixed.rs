//! `parameter_with_one_error_more`, mended: the set has the error, and the caller puts it there.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct BadMarkup;

fn parse(page: String) -> Result<usize, BadMarkup> {
    if page.is_empty() { Err(BadMarkup) } else { Ok(page.len()) }
}

fn length<R, P>(page: Deferred<String, R>) -> Deferred<usize, R>
where
    R: deferred::Has<BadMarkup, P>,
    P: 'static,
{
    chain! { page; then parse }
}

fn main() {
    let page = chain! { Deferred::<String>::succeed("page".into()); raises at most BadMarkup };
    let length = chain! { length(page); catch |_: BadMarkup| 0 };
    assert_eq!(deferred::testing::success_result_of(length), 4);
}
