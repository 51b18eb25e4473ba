// Refused: E0046
//! A set that names errors which cannot happen, and says that it does not.

use deferred::{Deferred, NamesOnly};

struct Somehow;

impl NamesOnly<(), Somehow> for (u8,) {}

fn main() {
    let d = Deferred::<()>::succeed(()).raises::<(u8,), _, Somehow>();
    d.catch_all(|_| ()).detach();
}
