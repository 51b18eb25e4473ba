//! One branch gives a `&str`, the other a `String`.
//!
//! Has to name: String
//! The mistake: «if page.0.is_empty() { "empty" } else { page.0.to_uppercase() }»

use eros::IntoUnion;
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

fn made() -> eros::Result<String, (Offline, Malformed)> {
    read().map(|page| if page.0.is_empty() { "empty" } else { page.0.to_uppercase() })
}

fn main() {
    println!("{:?}", made());
}
