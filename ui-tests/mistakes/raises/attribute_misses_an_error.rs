// Code: E-raises-too-little
//! A function whose `#[raises(..)]` does not name what comes out of one of its `?`.
//!
//! In Python any line of a function may raise anything, and a docstring that says what it raises is not held to it.
//!
//! Here the attribute is the function's type, and each `?` is held against it.
//!
//! The fix: name the error, or handle it before the `?`.

use deferred::raises;

#[derive(Debug)]
struct Missing;

fn find(page: &str) -> Result<&str, Missing> {
    page.split(' ').nth(1).ok_or(Missing)
}

#[raises(Missing)]
fn number(page: &str) -> u32 {
    let text = find(page)?;
    let number = text.parse::<u32>()?;
    Ok(number + 1)
}

fn main() {
    drop(number("page 7"));
}
