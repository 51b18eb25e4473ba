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

fn made() -> Deferred<String, (Offline, Malformed)> {
    chain! { read(); then |page| page.0.to_uppercase() }
}

fn main() {
    chain! { made(); then |made| println!("{made}"), catch |_| () }.detach();
}
