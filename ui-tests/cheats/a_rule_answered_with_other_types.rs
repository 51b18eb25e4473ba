// Refused: E0119 E0282
//! What is no error, said to be one: nobody but the crate may say so.

use deferred::diagnostics::{FailsWith, Query, ThisChain};
use deferred::{chain, succeed};

struct NoError;

impl FailsWith<NoError, ()> for ThisChain {
    type Answer<Next> = Next;
    fn __ask<Next>(_: Query<Self, NoError, (), Next>, _: Query<Self, NoError, (), Next>) -> Next {
        unreachable!()
    }
}

fn main() {
    let d = chain! { succeed(1_u8); then |_| Err::<u8, _>(NoError) };
    drop(d);
}
