//! `parameter_not_known_to_have_any`, mended: the set is said not to be empty.

use deferred::{Deferred, ErrorSet, chain};

fn or_nothing<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<String>
where
    deferred::Errors<R>: deferred::NotEmpty,
{
    chain! { page; catch |_| String::new() }
}

fn main() {
    let page = or_nothing(deferred::fail("bang!"));
    assert_eq!(deferred::testing::success_result_of(page), "");
}
