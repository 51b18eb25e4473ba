// Refused: E0046
//! A callback that takes a `String` is called with a `u32`, which is said to be one: the constant that says so has a
//! type without a name.

use deferred::Deferred;
use deferred::diagnostics::{Itself, Of};

struct Number(u32);

impl Of<Number> for Itself<String> {
    type It = String;

    fn it(number: Number) -> String {
        number.0.to_string()
    }

    fn lent(_: &Number) -> &String {
        unreachable!()
    }
}

fn main() {
    let d: Deferred<Number> = Deferred::succeed(Number(1));
    d.map(|text: String| text.len()).detach();
}
