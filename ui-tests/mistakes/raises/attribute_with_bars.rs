// Code: E-bars-between-errors
//! `#[raises(..)]` with its errors separated by `|`.
//!
//! Twisted has nothing like it.
//!
//! In `chain!` a `raises` lists alternatives, with `|` as in a pattern. The attribute names the set of a signature, which is a tuple.
//!
//! The fix: commas.

use deferred::raises;

#[derive(Debug)]
struct Missing;
#[derive(Debug)]
struct Odd;

#[raises(Missing | Odd)]
fn half(n: Option<u32>) -> u32 {
    let n = n.ok_or(Missing)?;
    if n % 2 == 0 { Ok(n / 2) } else { Err(Odd)? }
}

fn main() {
    drop(half(Some(4)));
}
