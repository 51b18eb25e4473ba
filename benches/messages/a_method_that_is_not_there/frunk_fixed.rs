//! `frunk`, mended.

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
    read().map(|page| page.0.lines().count())
}

fn main() {
    println!("{:?}", made());
}
