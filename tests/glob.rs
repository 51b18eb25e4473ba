//! All of it by a glob.

use deferred::*;

#[test]
fn a_glob_leaves_the_crates_own_name_alone() {
    let d: Deferred<u8> = chain! { succeed(1); then |n| n + 1 };
    assert_eq!(deferred::testing::success_result_of(d), 2);
}
