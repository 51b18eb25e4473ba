// Refused: E0117
//! A set that names errors which cannot happen, and says that it does not.

use deferred::{Deferred, NamesOnly};

impl NamesOnly<()> for (u8,) {}

fn main() {
    let d = Deferred::<()>::succeed(()).raises::<(u8,), _>();
    d.catch_all(|_| ()).detach();
}
