//! One branch gives a `&str`, the other a `String`.
//!
//! Has to name: String
//! The mistake: «if page.0.is_empty() { "empty" } else { page.0.to_uppercase() }»

use frunk::{Coprod, Coproduct};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, Coprod!(Offline, Malformed)> {
    Err(Coproduct::inject(Offline))
}

fn made() -> Result<String, Coprod!(Offline, Malformed)> {
    read().map(|page| if page.0.is_empty() { "empty" } else { page.0.to_uppercase() })
}

fn main() {
    println!("{:?}", made());
}
