// Code: E-error-is-not-debug
//! A callback that fails with an error that is a type parameter, of which nothing was said.
//!
//! In Twisted whatever is raised is an error, and can be printed.
//!
//! Here code that is generic over an error says nothing of it as long as it passes it on or handles it. To fail with one takes
//! its `Debug`, by which it is reported if nobody handles it.
//!
//! The fix: say it of the error, in a `where`.

use deferred::{Deferred, chain};
use std::str::FromStr;

fn parsed<T: FromStr>(text: Deferred<String>) -> Deferred<T, (T::Err,)> {
    chain! { text; then |text| text.parse::<T>() }
}

fn main() {
    drop(parsed::<u32>(deferred::succeed("12".to_owned())));
}
