// Refused: E0616
//! What a step settles, taken before the pair is fired, with a failure that is said to be none.

use deferred::stages::ByDeferred;
use deferred::{Cancelled, Deferred, Failure, Reply, ThisThread};

fn main() {
    let site = Failure::<(u8,)>::new(1).raised();
    let (resolver, d) = Deferred::<u64>::pending();
    let settled = <Deferred<u64> as Reply<u64, (), ByDeferred<()>, ThisThread>>::settle(d, site);
    resolver.succeed(7);
    let behind: Deferred<u64, (Cancelled,)> = settled.go(|outcome| match outcome {
        Ok(n) => Deferred::succeed(n),
        Err(failure) => match failure.repr {},
    });
    drop(behind);
}
