//! `step_that_gives_no_control_flow`, mended: each step gives a Deferred.

use deferred::{iterate, succeed, testing::success_result_of};
use std::ops::ControlFlow::{Break, Continue};

fn main() {
    let found = iterate(40, |n| if n % 3 == 0 { succeed(Break(n)) } else { succeed(Continue(n + 1)) });
    assert_eq!(success_result_of(found), 42);
}
