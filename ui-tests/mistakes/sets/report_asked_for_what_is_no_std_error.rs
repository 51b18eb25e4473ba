// Code: E-not-a-std-error
//! Asking a report for its error as `&dyn Error`, with a type among those named that is none.
//!
//! In Twisted every error is an Exception. Here any type that is `Debug` can be raised, and some are no `std::error::Error`: such a
//! one has no sources, and cannot be given as what it is not.
//!
//! The fix: implement `Error` for it, or leave it away, and ask for it by its type.

use deferred::unhandled;

#[derive(Debug)]
struct Busy;

fn main() {
    unhandled::set_hook(|report| {
        if let Some(error) = report.as_error::<(std::fmt::Error, Busy)>() {
            eprintln!("{error}");
        }
    });
}
