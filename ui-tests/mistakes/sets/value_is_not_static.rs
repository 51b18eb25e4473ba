// Code: E-value-is-not-static
// Words: rustc's own (E0597)
//! A Deferred of a reference into a local variable.
//!
//! In Python the string lives for as long as the Deferred refers to it.
//!
//! Here a Deferred may be fired and read when the function has returned, so its value cannot borrow
//! from one. A reference to something that lives for ever, such as a literal, is fine.
//!
//! The fix: an owned value.

use deferred::{Deferred, succeed};

fn first_line(page: &str) -> Deferred<&str> {
    succeed(page.lines().next().unwrap_or_default())
}

fn main() {
    let page = String::from("a page");
    first_line(&page).detach();
}
