//! The guide's "DeferredList": waiting for several at once, and when to add callbacks to the members.
//!
//! "A standard DeferredList will never call errback" is a sentence of documentation in Python; here it is the
//! type, `Deferred<Vec<Outcome<T, R>>>`, with no errors in it. The pairs of a flag and a value-or-failure
//! are `Outcome`s: nobody can take the failure for a value.

use deferred::{Deferred, Outcome, chain, list};

pub(crate) type Member = Deferred<String, (&'static str,)>;

/// Prints the outcomes as Python 2 does, where `SUCCESS` is 1 and `FAILURE` is 0.
pub(crate) fn print_result(outcomes: Vec<Outcome<String, (&'static str,)>>) {
    let pairs = outcomes.into_iter().map(|outcome| match outcome {
        Ok(value) => format!("(1, '{value}')"),
        Err(failure) => format!("(0, '{}')", failure.only()),
    });
    println!("[{}]", pairs.collect::<Vec<_>>().join(", "));
}

fn three_members() {
    let (resolver1, deferred1) = Member::pending();
    let (resolver2, deferred2) = Member::pending();
    let (resolver3, deferred3) = Member::pending();
    chain! { list([deferred1, deferred2, deferred3]); then print_result }.detach();

    resolver1.succeed("one".into());
    resolver2.fail("bang!");
    resolver3.succeed("three".into());
    // At this point the list has fired and printed:
    // [(1, 'one'), (0, 'bang!'), (1, 'three')]
}

pub(crate) fn add_ten(result: String) -> String {
    result + " ten"
}

/// A callback that a member had before it went into the list.
///
/// The guide's other form adds `addTen` to `deferred1` *after* the list was made, and the list then sees
/// 'one', not 'one ten'. Here the list has taken `deferred1`, and a `chain!` on it after that does not compile:
/// "use of moved value: `deferred1`", and the compiler points at the list that took it.
fn callback_before_the_list() {
    let (resolver1, deferred1) = Member::pending();
    let (resolver2, deferred2) = Member::pending();
    let deferred1 = chain! { deferred1; then add_ten };
    chain! { list([deferred1, deferred2]); then print_result }.detach();

    resolver1.succeed("one".into()); // runs `add_ten`, and the list stores "one ten"
    resolver2.succeed("two".into());
    // At this point the list has fired and printed:
    // [(1, 'one ten'), (1, 'two')]
}

fn main() {
    three_members();
    callback_before_the_list();
}
