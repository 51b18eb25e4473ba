//! `what_is_no_error_of_a_set`, mended: with an arm for the value.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(outcome: Result<u8, OneOf<(Missing, Unreadable)>>) -> String {
    match_error! { outcome;
        Ok(n) => n.to_string(),
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}, {:?}", describe(Err(OneOf::new(Missing))), NotText);
}
