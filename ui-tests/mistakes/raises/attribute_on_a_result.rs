// Code: E-raises-gives-a-result
//! A function with `#[raises(..)]` that says it gives a `Result`.
//!
//! Python's annotations say what a function returns, and its docstring what it raises.
//!
//! Here the attribute makes the `Result`: of the type that the signature gives, and the errors that it names.
//!
//! The fix: give the value's type alone.

use deferred::raises;

#[derive(Debug)]
struct Odd(u32);

#[raises(Odd)]
fn half(n: u32) -> Result<u32, Odd> {
    if n % 2 == 0 { Ok(n / 2) } else { Err(Odd(n))? }
}

fn main() {
    drop(half(4));
}
