//! The result is dropped where it was made, unseen.
//!
//! Has to name: Result
//! The mistake: «made()»;

#![deny(unused_must_use)]

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
    read().map(|page| page.0.to_uppercase())
}

fn main() {
    made();
}
