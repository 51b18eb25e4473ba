//! `chain`, mended.

use deferred::{Deferred, chain};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn fetch() -> Deferred<&'static str, (Offline,)> {
    Deferred::fail(Offline)
}

fn parse(text: &'static str) -> Result<Page, Malformed> {
    if text.is_empty() { Err(Malformed) } else { Ok(Page(text)) }
}

fn page() -> Deferred<Page, (Offline, Malformed)> {
    chain! {
        fetch();
        then parse,
        raises Offline | Malformed,
    }
}

fn main() {
    chain! { page(); catch |_| Page(""), then |page| println!("{}", page.0) }.detach();
}
