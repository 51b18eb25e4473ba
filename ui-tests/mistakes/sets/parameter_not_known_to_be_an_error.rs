// Code: E-set-is-not-known
//! An error that is a type parameter, of which only the set was said to be one.
//!
//! In Twisted whatever is raised is an error.
//!
//! Here `(E,): ErrorSet` says that there is a set, and not what `E` is: a handler of an `E` cannot be
//! found by that.
//!
//! The fix: say it of the error, `E: Debug + 'static`.

use deferred::{Deferred, ErrorSet, chain};

fn or_nothing<E>(page: Deferred<String, (E,)>) -> Deferred<String>
where
    (E,): ErrorSet,
{
    chain! { page; catch |_: E| String::new() }
}

fn main() {
    or_nothing(deferred::fail("bang!")).detach();
}
