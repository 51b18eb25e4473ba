// Code: E-pipeline-not-told-what-it-takes
// Words: rustc's own (E0282)
//! A pipeline that stands by itself, and does not say what it takes.
//!
//! A chain without a source is a function of a Deferred. Where it is given to `pipe` directly, the
//! compiler knows what comes in; kept in a variable it comes before any use, and nobody knows.
//!
//! In Python nobody ever knows.
//!
//! The fix: say it, `chain! { for String; then .. }`, with `raises ..` if something can be in
//! flight.

use deferred::{chain, succeed};

fn main() {
    let shout = chain! { then |page| page.to_uppercase() };
    succeed(String::from("a")).pipe(shout).detach();
}
