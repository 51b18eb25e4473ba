// Refused: E0271
//! A word of a resolver, said to be that of another.

use deferred::Deferred;

fn main() {
    let (resolver, _d) = Deferred::<u8>::pending();
    resolver.into_raw::<Deferred<String>>();
}
