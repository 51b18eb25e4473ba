//! `one_of_others`, mended: the signature names it.

use deferred::OneOf;

#[derive(Debug)]
struct Missing;
#[derive(Debug)]
struct Unreadable;
#[derive(Debug)]
struct NotText;

fn no_bytes(found: bool) -> OneOf<(Missing, Unreadable, NotText)> {
    if found { OneOf::new(NotText) } else { OneOf::new(Missing) }
}

fn main() {
    println!("{:?} {:?}", no_bytes(true), Unreadable);
}
