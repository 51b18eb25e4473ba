//! The handler only logs, where a `Page` has to come out.
//!
//! Has to name: Page
//! The mistake: «catch |_: Offline| log("offline")»

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

fn log(event: &str) {
    eprintln!("{event}");
}

fn page() -> Deferred<Page, (Malformed,)> {
    chain! {
        read();
        catch |_: Offline| log("offline"),
    }
}

fn main() {
    chain! { page(); catch |_: Malformed| Page(""), then |page| println!("{}", page.0) }.detach();
}
