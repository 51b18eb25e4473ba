//! `parse` may fail with `Malformed`, and only `Offline` is declared.
//!
//! Has to name: Malformed
//! The mistake: -> «Deferred<Page, (Offline,)>»
//! The mistake: «then parse»
//! The mistake: «raises Offline»

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

fn page() -> Deferred<Page, (Offline,)> {
    chain! {
        fetch();
        then parse,
        raises Offline,
    }
}

fn main() {
    chain! { page(); catch |_| Page(""), then |page| println!("{}", page.0) }.detach();
}
