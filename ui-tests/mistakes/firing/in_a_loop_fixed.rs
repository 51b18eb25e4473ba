//! `in_a_loop`, mended: each turn has its own Deferred.

use deferred::Deferred;

fn main() {
    for n in 0..3 {
        let (resolver, number) = Deferred::<i32>::pending();
        resolver.succeed(n);
        number.detach();
    }
}
