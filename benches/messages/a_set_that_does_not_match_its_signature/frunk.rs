//! `Malformed` may come out as well, and the signature does not say so.
//!
//! Has to name: Malformed
//! The mistake: fn made() -> «Result<String, Coprod!(Offline)>»
//! The mistake: «read().map(|page| page.0.to_uppercase())»

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

fn made() -> Result<String, Coprod!(Offline)> {
    read().map(|page| page.0.to_uppercase())
}

fn main() {
    println!("{:?}", made());
}
