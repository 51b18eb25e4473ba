//! `resolver_cloned`, mended: one fires.

use deferred::{Deferred, testing::success_result_of};

fn main() {
    let (resolver, page) = Deferred::<String>::pending();
    resolver.succeed("page".to_owned());
    assert_eq!(success_result_of(page), "page");
}
