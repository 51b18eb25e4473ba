//! `pipeline_for_another_value`, mended: a callback before it makes it so.

use deferred::{Deferred, chain, succeed};

fn main() {
    let doubled = chain! { for usize; then |count| count * 2 };
    let doubled: Deferred<usize> = succeed(String::from("page")).map(|page| page.len()).pipe(doubled);
    doubled.detach();
}
