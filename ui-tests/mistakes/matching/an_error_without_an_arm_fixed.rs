//! `an_error_without_an_arm`, mended: each error has an arm.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match_error! { error;
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
        NotText => "not UTF-8".into(),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(NotText)));
}
