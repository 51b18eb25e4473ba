//! What `chain!` expands to. Not for use by hand.
//!
//! A chain becomes plain statements for each stage, in short:
//!
//! ```text
//! let callback = point0.then(|page| parse(page));               // the closure's parameter type is known from point0
//! let plan = callback.reply().__unpack().__errors().__join();   // what it gives, and which errors that brings
//! let plan = ask!(plan.__add().., __known).__place();           // which of them are new: method resolution chooses
//! let point1 = plan.carries();                                  // the types after the stage
//! let stage0 = (plan, callback);
//! ```
//!
//! and one continuation, in which the stages' steps follow one another:
//!
//! ```text
//! let segment0 = move |outcome| then(stage0, outcome).go(move |outcome| catch(stage1, outcome).end());
//! feed(source, waits0 | waits1, move |outcome| segment0(outcome))
//! ```
//!
//! Everything but the callbacks is of size zero, so the continuation captures
//! the callbacks alone. No type contains the types of other stages, so checking
//! a chain takes time in proportion to its length.
//!
//! Where something is wrong, a last method of the same name is found, whose
//! bound never holds and says so; after each such question the expansion makes
//! sure that the answer's type is [`Known`]. The names begin with `__` where a
//! user's own trait for all types could come between.

#![allow(clippy::type_complexity, reason = "these types carry the types of a chain, and nothing else")]

/// The methods that method resolution chooses from, without a name that could come between the user's.
pub mod methods {
    pub use super::beside::{Differs as _, NeverReturns as _};
    pub use super::callback::{
        Known as _, Looks as _, LooksAway as _, Trapping as _, TrapsNothing as _, TrapsTooMany as _,
    };
    pub use super::plan::Place as _;
    pub use super::raising::{AtMost as _, NamesAll as _, NamesTooLittle as _, NamesTooMuch as _};
    pub use super::source::{GivesNoSource as _, GivesResult as _, GivesValue as _};
    pub use super::union::{
        AddKnown as _, AddNew as _, AddNone as _, GivesCaught as _, GivesError as _, GivesPlainly as _,
        JoinsEach as _, JoinsNothing as _, KnownWithin as _,
    };
}

mod beside;
mod callback;
#[cfg(feature = "std")]
mod caught;
mod editor;
mod plan;
mod point;
mod raising;
mod source;
mod steps;
mod together;
mod union;

pub use crate::{__ask as ask, __half as half, __shown as shown};
pub use beside::{Beside, Differs, InPlaceOf, Like, NeverReturns, Nothing};
pub use callback::{Callback, Handler, Known, Look, Looks, LooksAway, Trapping, TrapsNothing, TrapsTooMany};
pub use editor::{asked, keywords, unknown};
pub use plan::{Grown, Lift, Place, Plan, Same};
pub use point::{Listing, Point};
pub use raising::{AtMost, NamesAll, NamesTooLittle, NamesTooMuch, Naming, Raising};
pub use source::{Answer, Given, GivesNoSource, GivesResult, GivesValue, Source};
pub use steps::{both, catch, catch_all, else_here, feed, finally, inspect, raises, then, then_else};
pub use together::{Argument, GivesNoMember, Together, Waited, kept, list};
pub use union::{
    AddKnown, AddNew, AddNone, Fallible, Gives, GivesCaught, GivesError, GivesPlainly, Joining, JoinsEach,
    JoinsNothing, KnownWithin, Refused, Union,
};
