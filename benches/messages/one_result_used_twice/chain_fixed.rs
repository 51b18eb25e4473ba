//! `chain`, mended.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Deferred<Page, (Offline, Malformed)> {
    Deferred::fail(Offline)
}

fn show(page: Page) -> usize {
    page.0.len()
}

fn keep(page: Page) -> Page {
    page
}

fn main() {
    let page = read();
    let shown = chain! { page; catch |_| Page(""), then show };
    let kept = chain! { read(); catch |_| Page(""), then keep };
    shown.detach();
    chain! { kept; then |page| println!("{}", page.0) }.detach();
}
