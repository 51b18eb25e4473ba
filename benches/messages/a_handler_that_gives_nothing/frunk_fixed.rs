//! `frunk`, mended.

use frunk::{Coprod, Coproduct, hlist};

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, Coprod!(Offline, Malformed)> {
    Err(Coproduct::inject(Offline))
}

fn log(event: &str) {
    eprintln!("{event}");
}

fn page() -> Page {
    read().unwrap_or_else(|error| {
        error.fold(hlist![
            |_: Offline| {
                log("offline");
                Page("not there")
            },
            |_: Malformed| Page("not a page"),
        ])
    })
}

fn main() {
    println!("{}", page().0);
}
