//! Only `Offline` is handled, and `Malformed` may not escape either.
//!
//! Has to name: Malformed
//! The mistake: -> «Page»
//! The mistake: «error.fold(hlist![|_: Offline| Page("not there")])»

use frunk::{Coprod, Coproduct, hlist};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, Coprod!(Offline, Malformed)> {
    Err(Coproduct::inject(Offline))
}

fn page() -> Page {
    read().unwrap_or_else(|error| error.fold(hlist![|_: Offline| Page("not there")]))
}

fn main() {
    println!("{}", page().0);
}
