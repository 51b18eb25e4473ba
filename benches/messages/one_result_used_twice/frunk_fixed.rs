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

fn describe(error: Coprod!(Offline, Malformed)) -> &'static str {
    match error.uninject::<Offline, _>() {
        Ok(Offline) => "not there",
        Err(others) => {
            let Malformed = others.uninject::<Malformed, _>().expect("nothing else is left");
            "not a page"
        }
    }
}

fn main() {
    println!("{:?}", read().map_err(describe));
}
