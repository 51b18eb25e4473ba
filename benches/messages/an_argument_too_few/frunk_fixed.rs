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

struct Theme;

fn render(page: Page, _: Theme) -> String {
    page.0.to_uppercase()
}

fn made() -> Result<String, Coprod!(Offline, Malformed)> {
    read().map(|page| render(page, Theme))
}

fn main() {
    println!("{:?}", made());
}
