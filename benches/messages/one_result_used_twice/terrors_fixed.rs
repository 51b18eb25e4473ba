//! `terrors`, mended.

use terrors::OneOf;

#[derive(Debug)]
struct Page(&'static str);
#[derive(Debug)]
struct Offline;
#[derive(Debug)]
struct Malformed;

fn read() -> Result<Page, OneOf<(Offline, Malformed)>> {
    Err(OneOf::new(Offline))
}

fn describe(error: OneOf<(Offline, Malformed)>) -> &'static str {
    match error.narrow::<Offline, _>() {
        Ok(Offline) => "not there",
        Err(others) => {
            let Malformed = others.narrow::<Malformed, _>().expect("nothing else is left");
            "not a page"
        }
    }
}

fn main() {
    println!("{:?}", read().map_err(describe));
}
