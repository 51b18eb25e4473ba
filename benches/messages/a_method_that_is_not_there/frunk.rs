//! A `Page` has no lines, its text has.
//!
//! Has to name: Page
//! The mistake: page.«lines()»

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

fn made() -> Result<usize, Coprod!(Offline, Malformed)> {
    read().map(|page| page.lines().count())
}

fn main() {
    println!("{:?}", made());
}
