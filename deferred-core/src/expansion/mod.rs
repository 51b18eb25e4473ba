//! What `chain!` expands to. Not for use by hand.
//!
//! A chain becomes plain statements for each stage, in short:
//!
//! ```text
//! let callback = point0.then(|page| parse(page));               // the closure's parameter type is known from point0
//! let plan = callback.reply().__unpack().__errors().__join();   // what it gives, and which errors that brings
//! let plan = plan.__add()...__known().__place();                // which of them are new: method resolution chooses
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
//! Where something is wrong, a last method of the same name is found, which
//! gives a question with the user's types in it. It is put to a trait of
//! [`rules`](crate::rules), whose message says what is wrong; after each question the
//! expansion makes sure that the answer's type is [`Known`]. The names begin with `__` where a
//! user's own trait for all types could come between.

#![allow(clippy::type_complexity, reason = "these types carry the types of a chain, and nothing else")]

mod beside;
mod callback;
mod finding;
mod plan;
mod point;
mod raising;
mod said;
mod source;
mod steps;
mod union;

pub use beside::{Beside, Differs, NeverReturns};
pub use callback::{
    Callback, Handler, Handling, InVain, Known, Look, Looks, LooksAway, Trapping, Traps, TrapsInVain,
    TrapsNothing, TrapsTooMany,
};
pub use finding::{Finding, Found, Missing, NotFound};
pub use plan::{Grown, Lift, Place, Plan, Same};
pub use point::{Listing, Point};
pub use raising::{CanHappen, CannotHappen, Named, NamesAll, NamesTooLittle, Naming, Raising};
pub use said::{
    Arriving, Ended, EndedBy, EndsIt, Function, LookedAt, Said, SaidToEnd, SaidToLook, SaysOtherwise,
    TakesAnother, TakesIt, TakesNothing,
};
pub use source::{Answer, Begins, BeginsNothing, Given, GivesNoSource, GivesResult, GivesValue};
pub use steps::{both, catch, catch_all, else_here, feed, finally, inspect, raises, then, then_else};
pub use union::{
    AddKnown, AddNew, AddNone, Fallible, Gives, GivesError, GivesPlainly, Joining, JoinsEach, JoinsNothing,
    KnownWithin, Refused, RefusesAnError, RefusesNoError, Union,
};
