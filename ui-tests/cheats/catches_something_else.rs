// Refused: E0046
//! The same, asked of the errors in flight.

use deferred::diagnostics::Include;
use deferred::{Cause, Failure, Errors, fail};

struct Anything;
struct Somehow;

impl Include<Anything, Somehow> for Errors<(u8,)> {
    type Set = (u8,);
    type Rest = ();
    fn trap(failure: Failure<(u8,)>, _: bool) -> Result<(Anything, Option<Cause>), Failure<()>> {
        std::mem::forget(failure);
        Ok((Anything, None))
    }
}

fn main() {
    fail::<(), _>(1_u8).catch(|_: Anything| ()).detach();
}
