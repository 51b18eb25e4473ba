//! What a chain expands to in an editor only, so that it shows types and completes in chains that are half typed.
//!
//! rust-analyzer compiles with `cfg(rust_analyzer)`.

use super::point::Point;
use crate::deferred::Deferred;
use crate::error::set::ErrorSet;

/// Who is given a callback that said what it takes: for the compiler who
/// believes it, so that what is wrong with it is said once; for an editor the
/// point itself, whose methods it documents with the types there.
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

/// In place of something that is wrong: for the compiler the mistake, whose
/// type is unknown, so that it says no more; for an editor what is known
/// nevertheless, and the mistake.
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

/// What is wrong, for an editor; for the compiler, something unknown.
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

/// Never called: it stands where something is missing.
pub fn unknown<Unknown>() -> Unknown {
    unreachable!("a chain with a mistake does not compile")
}

impl<T: 'static, R: ErrorSet> Point<T, R> {
    /// The point after a stage that gives nobody knows what: no error that was in flight is known to be gone.
    pub fn half<Unknown: 'static>(self) -> Point<Unknown, R> {
        Point::new()
    }

    /// The same after a stage that no error passes by.
    pub fn half_settled<Unknown: 'static>(self) -> Point<Unknown, ()> {
        Point::new()
    }

    /// What a chain gives that does not compile.
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

/// The value as one that nobody holds, so that a question may borrow it in any way.
#[inline]
pub fn by_value<A>(value: A) -> A {
    value
}
