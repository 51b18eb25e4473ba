//! `option`, mended: the `Option` says which error it means.

use deferred::chain;

#[derive(Debug)]
struct Empty;

fn main() {
    let first = chain! {
        "page".chars().next().ok_or(Empty);
        catch |_: Empty| '-',
    };
    assert_eq!(deferred::testing::success_result_of(first), 'p');
}
