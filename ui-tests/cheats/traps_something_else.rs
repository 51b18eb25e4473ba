// Refused: E0046
//! A handler of one's own, said to take all errors.

use deferred::{Cause, Failure, Trap, fail};

struct Anything;
struct Somehow;

impl Trap<(u8,), Somehow> for Anything {
    type Rest = ();
    fn trap(failure: Failure<(u8,)>, _: bool) -> Result<(Self, Option<Cause>), Failure<()>> {
        std::mem::forget(failure);
        Ok((Anything, None))
    }
}

fn main() {
    fail::<(), _>(1_u8).catch(|_: Anything| ()).detach();
}
