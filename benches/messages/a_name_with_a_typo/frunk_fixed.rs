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

fn render(page: Page) -> String {
    page.0.to_uppercase()
}

fn made() -> Result<String, Coprod!(Offline, Malformed)> {
    read().map(render)
}

fn main() {
    println!("{:?}", made());
}
