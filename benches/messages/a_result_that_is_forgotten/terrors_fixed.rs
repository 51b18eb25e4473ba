//! `terrors`, mended.

#![deny(unused_must_use)]

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
    read().map(|page| page.0.to_uppercase())
}

fn main() {
    println!("{:?}", made());
}
