//! The handler only logs, where a `Page` has to come out.
//!
//! Has to name: Page
//! The mistake: «|_: Offline| log("offline")»

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

fn log(event: &str) {
    eprintln!("{event}");
}

fn page() -> Page {
    read().unwrap_or_else(|error| {
        error.fold(hlist![|_: Offline| log("offline"), |_: Malformed| Page("not a page")])
    })
}

fn main() {
    println!("{}", page().0);
}
