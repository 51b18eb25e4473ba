//! `Malformed` may come out as well, and the signature does not say so.
//!
//! Has to name: Malformed
//! The mistake: fn made() -> «Result<String, OneOf<(Offline,)>>»
//! The mistake: «read().map(|page| page.0.to_uppercase())»

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

fn made() -> Result<String, OneOf<(Offline,)>> {
    read().map(|page| page.0.to_uppercase())
}

fn main() {
    println!("{:?}", made());
}
