// Code: E-question-mark-before-the-type
//! A `?` in a function with `#[raises(..)]` that is asked of something whose type is found out only behind it.
//!
//! Twisted has no types, and an errback is asked about each error when it comes.
//! Here the `?` adds an error to the set of the function, so it has to know which error there is, and whether that is one or several.
//! What `parse` fails with depends on what it makes, and that is said by the `let` alone, which comes later.
//!
//! The fix: say before the `?` what it makes, `text.parse::<u32>()?`.

use deferred::raises;
use std::num::ParseIntError;

#[raises(ParseIntError)]
fn number(text: &str) -> u32 {
    let number: u32 = text.parse()?;
    Ok(number)
}

fn main() {
    drop(number("12"));
}
