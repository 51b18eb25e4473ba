//! `an_arm_that_names_no_type`, mended: it says what it takes.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable, NotText)>) -> String {
    match_error! { error;
        Missing => "no such file".into(),
        other: Unreadable | NotText => format!("cannot be read: {other:?}"),
    }
}

fn main() {
    println!("{}", describe(OneOf::new(Unreadable(1))));
    println!("{}", describe(OneOf::new(NotText)));
}
