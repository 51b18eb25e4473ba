//! `with_another_type`, mended: the resolver is given a `usize`.

use deferred::Deferred;

fn main() {
    let (resolver, count) = Deferred::<usize>::pending();
    resolver.succeed(3);
    assert_eq!(deferred::testing::success_result_of(count), 3);
}
