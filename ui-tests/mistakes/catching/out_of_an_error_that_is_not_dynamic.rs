// Code: E-downcast-of-no-dynamic-error
//! A concrete error that is taken out of another concrete one.
//!
//! In Twisted every error is dynamic, and `trap` finds a subclass by any of its bases.
//!
//! Here only what holds any error at all can be asked for one: a `Box<dyn Error>`, or an `anyhow::Error`. What an `io::Error` holds is
//! its own affair.
//!
//! The fix: name the dynamic error that is in flight, or leave it away where that is a `Box<dyn Error + Send + Sync>`.

use deferred::Downcast;
use std::io;
use std::num::ParseIntError;

struct Handlers {
    not_a_number: fn(Downcast<ParseIntError, io::Error>) -> u32,
}

fn main() {}
