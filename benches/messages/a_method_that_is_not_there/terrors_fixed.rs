//! `terrors`, mended.

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

fn made() -> Result<usize, OneOf<(Offline, Malformed)>> {
    read().map(|page| page.0.lines().count())
}

fn main() {
    println!("{:?}", made());
}
