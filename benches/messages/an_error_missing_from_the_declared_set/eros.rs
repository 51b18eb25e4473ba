//! `parse` may fail with `Malformed`, and only `Offline` is declared.
//!
//! Has to name: Malformed
//! The mistake: fn page() -> «eros::Result<Page, (Offline,)>»
//! The mistake: «parse(text).union()»

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

fn fetch() -> eros::Result<&'static str, (Offline,)> {
    Err(Offline).union()
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

fn page() -> eros::Result<Page, (Offline,)> {
    let text = fetch().widen()?;
    parse(text).union()
}

fn main() {
    println!("{:?}", page());
}
