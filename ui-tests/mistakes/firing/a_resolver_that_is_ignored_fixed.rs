//! `a_resolver_that_is_ignored`, mended: the resolver is fired.

#![deny(unused_must_use)]

use deferred::{Deferred, Resolver};

fn start() -> Resolver<u8> {
    let (resolver, number) = Deferred::<u8>::pending();
    number.detach();
    resolver
}

fn main() {
    start().succeed(1);
}
