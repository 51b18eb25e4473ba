//! The parts of an expansion for editors only, which show types and complete in chains that are half typed.
//!
//! rust-analyzer compiles with `cfg(rust_analyzer)`.

use super::point::Point;
use crate::deferred::Deferred;
use crate::error::set::ErrorSet;

/// The receiver of a callback that declares its parameter: for the compiler the declaration, so that a mistake in
/// it is reported once; for an editor the point itself, whose methods it documents with the types there.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __believing {
    (($($believing:tt)*) ($($point:tt)*)) => {
        $($believing)*
    };
}

#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __believing {
    (($($believing:tt)*) ($($point:tt)*)) => {
        $($point)*
    };
}

/// Stands in place of a mistake: for the compiler the mistake, whose type is unknown, so that it says no more; for
/// an editor the known types and the mistake.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __half {
    ({ $($known:tt)* } $($mistake:tt)*) => {
        { $($mistake)* }
    };
}

#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __half {
    ({ $($known:tt)* } $($mistake:tt)*) => {
        match { $($known)* } {
            known => {
                { $($mistake)* };
                known
            }
        }
    };
}

/// A mistake, for an editor; for the compiler, a value of unknown type.
#[cfg(not(rust_analyzer))]
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($($wrong:tt)*) => {
        $crate::__private::unknown()
    };
}

#[cfg(rust_analyzer)]
#[doc(hidden)]
#[macro_export]
macro_rules! __shown {
    ($($wrong:tt)*) => {
        $($wrong)*
    };
}

/// Never called: stands where something is missing.
pub fn unknown<Unknown>() -> Unknown {
    unreachable!("a chain with a mistake does not compile")
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The point after a stage with an unknown reply: no error that was in flight is known to be handled.
    pub fn half<Unknown: 'static>(self) -> Point<Unknown, R> {
        Point::new()
    }

    /// The point after a stage with an unknown reply that no error passes.
    pub fn half_settled<Unknown: 'static>(self) -> Point<Unknown, ()> {
        Point::new()
    }

    /// The result of a chain that does not compile.
    pub fn gives(self) -> Deferred<T, R> {
        unknown()
    }
}

/// The words that a stage can begin with, for an editor to offer.
#[expect(non_upper_case_globals, reason = "they are written so in a chain")]
pub mod keywords {
    /// Goes on with the value, if the chain has one: `then |page| page.len()`.
    pub const then: () = ();
    /// Handles an error: `catch |_: Timeout| 0`, or several: `catch Timeout | NotFound => |_| 0`.
    pub const catch: () = ();
    /// Goes on with the outcome, whichever it is: `both |outcome| outcome.unwrap_or(0)`.
    pub const both: () = ();
    /// Looks at the value, if the chain has one: `inspect |page| println!("{page}")`.
    pub const inspect: () = ();
    /// Cleans up, exactly once, on every way out: `finally || file.close()`.
    pub const finally: () = ();
    /// Cancels what is before it if that takes longer: `timeout(&clock, Duration::from_secs(5))`.
    pub const timeout: () = ();
    /// Says which errors can be in flight: `raises Timeout | NotFound`, or `raises nothing`.
    pub const raises: () = ();
}
