// Refused: E0308 uncoded
//! A failure of one set, made of what another has, and one made of nothing.

use deferred::{Deferred, Failure};

fn main() {
    let Failure { happens, .. } = Failure::<(u8,)>::new(1);
    let failed = Deferred::<(), (u8, u16)>::settled(Err(Failure { happens }));
    failed.catch_all(|_| ()).detach();
    let mut failure = Failure::<(u8, u16)>::new(1_u8);
    failure = Failure::<(u8,)>::new(1_u8);
    drop(failure);
}
