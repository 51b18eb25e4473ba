//! `Malformed` may come out as well, and the signature does not say so.
//!
//! Has to name: Malformed
//! The mistake: fn made() -> «Deferred<String, (Offline,)>»
//! The mistake: «chain! { read(); then |page| page.0.to_uppercase() }»

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

fn made() -> Deferred<String, (Offline,)> {
    chain! { read(); then |page| page.0.to_uppercase() }
}

fn main() {
    chain! { made(); then |made| println!("{made}"), catch |_| () }.detach();
}
