//! `pipeline_not_told_what_it_takes`, mended: the pipeline says what it takes.

use deferred::{chain, succeed};

fn main() {
    let shout = chain! { for String; then |page| page.to_uppercase() };
    assert_eq!(deferred::testing::success_result_of(succeed(String::from("a")).pipe(shout)), "A");
}
