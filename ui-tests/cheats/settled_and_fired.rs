// Refused: E0616
//! What a step settles, taken before the pair is fired, with a failure that is said to be none.

use deferred::__private::go_on;
use deferred::stages::ByDeferred;
use deferred::{Cancelled, Deferred, Failure, Outcome, Reply, ThisThread};

fn main() {
    let site = Failure::<(u8,)>::new(1).raised();
    let (resolver, d) = Deferred::<u64>::pending();
    let settled = <Deferred<u64> as Reply<u64, (), ByDeferred<()>, ThisThread>>::settle(d, site);
    let Err(later) = settled.now() else { return };
    resolver.succeed(7);
    let behind: Deferred<u64, (Cancelled,)> = go_on(later, |outcome: Outcome<u64>| match outcome {
        Ok(n) => Deferred::succeed(n),
        Err(failure) => match failure.repr {},
    });
    drop(behind);
}
