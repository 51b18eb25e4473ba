//! Only `Offline` is handled, and `Malformed` may not escape either.
//!
//! Has to name: Malformed
//! The mistake: -> «Page»
//! The mistake: «match error.narrow::<Offline, _>()»

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

fn page() -> Page {
    match read() {
        Ok(page) => page,
        Err(error) => match error.narrow::<Offline, _>() {
            Ok(Offline) => Page("not there"),
        },
    }
}

fn main() {
    println!("{}", page().0);
}
