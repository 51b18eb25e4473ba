//! `parameter_not_known_to_have_the_error`, mended: the set is said to have it, and `R::Rest` is what is left.

use deferred::{Deferred, Has, chain};

#[derive(Debug)]
struct Timeout;

fn or_nothing<R, P>(page: Deferred<String, R>) -> Deferred<String, R::Rest>
where
    R: Has<Timeout, P>,
    P: 'static,
{
    chain! { page; catch |_: Timeout| String::new() }
}

fn main() {
    let page = or_nothing(Deferred::<String, (Timeout,)>::fail(Timeout));
    assert_eq!(deferred::testing::success_result_of(page), "");
}
