//! `empty`, mended: the chain has a source.

use deferred::chain;

fn main() {
    chain! { deferred::succeed(1); }.detach();
}
