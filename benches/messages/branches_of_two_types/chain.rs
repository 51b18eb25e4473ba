//! One branch gives a `&str`, the other a `String`.
//!
//! Has to name: String
//! The mistake: «if page.0.is_empty() { "empty" } else { page.0.to_uppercase() }»

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
    chain! { read(); then |page| if page.0.is_empty() { "empty" } else { page.0.to_uppercase() } }
}

fn main() {
    chain! { made(); then |made| println!("{made}"), catch |_| () }.detach();
}
