//! `twice`, mended: the resolver is used once.

use deferred::Deferred;

fn main() {
    let (resolver, page) = Deferred::<&str>::pending();
    resolver.succeed("here");
    assert_eq!(deferred::testing::success_result_of(page), "here");
}
