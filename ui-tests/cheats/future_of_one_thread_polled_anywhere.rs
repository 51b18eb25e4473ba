// Refused: uncoded
//! A future that holds what is of one thread, polled by whoever fires.

use deferred::threads;
use std::rc::Rc;

fn main() {
    let (_resolver, waits) = threads::pending::<u8, ()>();
    let here = Rc::new(1);
    let _d: threads::Deferred<u8> = threads::run(async move { Ok(waits.await? + *here) });
}
