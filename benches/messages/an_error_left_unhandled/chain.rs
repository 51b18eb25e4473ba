//! Only `Offline` is handled, and `Malformed` may not escape either.
//!
//! Has to name: Malformed
//! The mistake: -> «Deferred<Page>»
//! The mistake: { «read(); catch |_: Offline| Page("not there")»

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

fn page() -> Deferred<Page> {
    chain! { read(); catch |_: Offline| Page("not there") }
}

fn main() {
    chain! { page(); then |page| println!("{}", page.0) }.detach();
}
