//! `railway_without_a_chain`, mended: the stage is in a `chain!`.

use deferred::{Deferred, chain, railway};

#[railway]
fn shout(page: Deferred<String>) -> Deferred<String> {
    chain! { page; then |page| page.to_uppercase() }
}

fn main() {
    assert_eq!(deferred::testing::success_result_of(shout(Deferred::succeed("hey".into()))), "HEY");
}
