//! Only `Offline` is handled, and `Malformed` may not escape either.
//!
//! Has to name: Malformed
//! The mistake: -> «Page»
//! The mistake: «read().recover::<Offline, _>(|_| Page("not there"))»

use eros::{IntoUnion, ReshapeUnion};
use std::fmt;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
impl fmt::Display for Offline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("offline")
    }
}
impl std::error::Error for Offline {}
#[derive(Debug)]
struct Malformed;
impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed")
    }
}
impl std::error::Error for Malformed {}

fn read() -> eros::Result<Page, (Offline, Malformed)> {
    Err(Offline).union()
}

fn page() -> Page {
    read().recover::<Offline, _>(|_| Page("not there"))
}

fn main() {
    println!("{}", page().0);
}
