//! `an_error_with_two_arms`, mended: the error is in one of them.

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
        NotText => "no such text".into(),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(NotText)));
}
