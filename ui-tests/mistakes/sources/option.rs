// Code: E-no-source
//! A chain that begins with an `Option`.
//!
//! In Twisted None is the value of everything that had none, and goes down the chain as the result.
//!
//! Here an `Option` is neither a Deferred nor a `Result`: it does not say which error it means that
//! there is nothing.
//!
//! The fix: say it with `ok_or`; or take the `Option` as a plain value, with `maybe`.

use deferred::chain;

fn main() {
    let first = chain! {
        "page".chars().next();
        then |c| c,
    };
    first.detach();
}
