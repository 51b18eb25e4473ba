//! `used_after_chain_into`, mended: the callback comes before the link.

use deferred::Deferred;

fn main() {
    let (resolver, outer) = Deferred::<u8>::pending();
    let inner = Deferred::<u8>::succeed(1);
    inner.map(|n| n + 1).chain_into(resolver);
    assert_eq!(deferred::testing::success_result_of(outer), 2);
}
