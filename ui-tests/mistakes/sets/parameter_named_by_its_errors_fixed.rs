//! `parameter_named_by_its_errors`, mended: the set is what it is.

use deferred::{Deferred, ErrorSet, chain};

fn shown<R: ErrorSet>(page: Deferred<String, R>) -> Deferred<usize, R> {
    chain! { page; then |page| page.len() }
}

fn main() {
    let length = shown(Deferred::<String>::succeed("page".into()));
    assert_eq!(deferred::testing::success_result_of(length), 4);
}
