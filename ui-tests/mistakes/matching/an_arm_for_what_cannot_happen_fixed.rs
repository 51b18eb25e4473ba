//! `an_arm_for_what_cannot_happen`, mended: the arm is taken away.

use deferred::{OneOf, match_error};

#[derive(Debug)]
struct Missing;

#[derive(Debug)]
struct Unreadable(u8);

#[derive(Debug)]
struct NotText;

fn describe(error: OneOf<(Missing, Unreadable)>) -> String {
    match_error! { error;
        Unreadable(kind) => format!("cannot be read: {kind}"),
        Missing => "no such file".into(),
    }
}

fn main() {
    println!("{}, {:?}", describe(OneOf::new(Missing)), NotText);
}
