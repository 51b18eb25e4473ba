//! One branch gives a `&str`, the other a `String`.
//!
//! Has to name: String
//! The mistake: «if page.0.is_empty() { "empty" } else { page.0.to_uppercase() }»

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, OneOf<(Offline, Malformed)>> {
    Err(OneOf::new(Offline))
}

fn made() -> Result<String, OneOf<(Offline, Malformed)>> {
    read().map(|page| if page.0.is_empty() { "empty" } else { page.0.to_uppercase() })
}

fn main() {
    println!("{:?}", made());
}
