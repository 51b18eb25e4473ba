//! What `chain!` expands to. Not for use by hand.
//!
//! A chain becomes plain statements, three for each stage:
//!
//! ```text
//! let c1 = t0.then(|page| parse(page));            // Callback: the closure's parameter type is known from t0
//! let k1 = c1.reply().__unpack().__add()...__place();    // Plan: what it gives, which errors are new (method resolution chooses)
//! let t1 = k1.carries();                           // Point: the types after the stage
//! ```
//!
//! and one continuation, in which the stages' steps follow one another:
//!
//! ```text
//! feed(source, k1.waits() | ..., move |outcome|
//!     then(k1, c1, outcome).go(move |outcome|
//!         catch(k2, c2, outcome).end()))
//! ```
//!
//! Everything but the callbacks is of size zero, so the continuation captures
//! the callbacks alone. No type contains the types of other stages, so checking
//! a chain takes time in proportion to its length.

#![allow(clippy::type_complexity, reason = "these types carry the types of a chain, and nothing else")]

mod beside;
mod callback;
mod plan;
mod point;
mod raising;
mod source;
mod steps;
mod union;

pub use beside::{Beside, Differs, InPlaceOf, Like, NeverReturns, Nothing};
pub use callback::{Callback, Handler, Known, Look, Looks, LooksAway, Trapping, TrapsNothing, TrapsTooMany};
pub use plan::{Grown, Lift, Place, Plan, Same};
pub use point::{Listing, Point};
pub use raising::{AtMost, NamesAll, NamesTooLittle, NamesTooMuch, Naming, Raising};
pub use source::{Answer, Given, GivesNoSource, GivesResult, GivesValue, Source};
pub use steps::{both, catch, catch_all, else_here, feed, finally, inspect, raises, then, then_else};
pub use union::{
    AddKnown, AddNew, AddNone, Fallible, Gives, GivesError, GivesPlainly, Joining, JoinsEach, JoinsNothing,
    KnownWithin, Union,
};
