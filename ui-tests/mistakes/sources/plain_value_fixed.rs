//! `plain_value`, mended: `maybe` takes a plain value as well.

use deferred::chain;

fn main() {
    let doubled = chain! {
        maybe 21;
        then |n| n * 2,
    };
    assert_eq!(deferred::testing::success_result_of(doubled), 42);
}
