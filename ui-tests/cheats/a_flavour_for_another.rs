// Refused: E0308
//! What crosses threads goes on with what does not.

use deferred::{Deferred, threads};

fn main() {
    let (_resolver, here) = Deferred::<u8>::pending();
    let (there, _d) = threads::pending::<u8, ()>();
    here.chain_into(there);
}
