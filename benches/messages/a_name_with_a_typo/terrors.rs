//! `render` with a letter left out.
//!
//! Has to name: rendr
//! The mistake: («rendr»)

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

fn render(page: Page) -> String {
    page.0.to_uppercase()
}

fn made() -> Result<String, OneOf<(Offline, Malformed)>> {
    read().map(rendr)
}

fn main() {
    println!("{:?}", made());
}
