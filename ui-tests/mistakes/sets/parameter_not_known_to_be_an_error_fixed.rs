//! `parameter_not_known_to_be_an_error`, mended: the error says what it is.

use deferred::{Deferred, chain};
use std::fmt::Debug;

fn or_nothing<E: Debug + 'static>(page: Deferred<String, (E,)>) -> Deferred<String> {
    chain! { page; catch |_: E| String::new() }
}

fn main() {
    let page = or_nothing(deferred::fail("bang!"));
    assert_eq!(deferred::testing::success_result_of(page), "");
}
