//! What `chain!` expands to. Not for use by hand.
//!
//! A chain becomes plain statements for each stage, in short:
//!
//! ```text
//! let callback = point0.then(|page| parse(page));               // the closure's parameter type is known from point0
//! let plan = callback.reply(carrier).__unpack().__errors().__join();   // what it gives, and which errors that brings
//! let plan = plan.__add()..__known().__place();                // which of them are new: method resolution chooses
//! let point1 = plan.carries();                                  // the types after the stage
//! let (waits0, kept) = WaitedForHere::__ask(plan, plan);         // whether it can give something that waits
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
//! [`rules`](crate::rules), whose message says what is wrong; the answer then
//! has to pass on what depends on it, which makes sure that its type is [`Known`]. The names begin with `__` where a
//! user's own trait for all types could come between.

#![allow(clippy::type_complexity, reason = "these types carry the types of a chain, and nothing else")]

/// The methods that method resolution chooses from, without a name that could come between the user's.
pub mod methods {
    pub use super::awaited::{
        AwaitsInVain as _, AwaitsPlainly as _, GivesFuture as _, GivesWhatNobodyAwaits as _,
    };
    pub use super::beside::{Differs as _, NeverReturns as _};
    pub use super::callback::{
        Known as _, Looks as _, LooksAway as _, Trapping as _, Traps as _, TrapsInVain as _,
        TrapsNothing as _, TrapsTooMany as _,
    };
    pub use super::carrier::IsNotCarried as _;
    pub use super::distinct::{OfAnySet as _, Once as _, Twice as _};
    pub use super::finding::{Found as _, NotFound as _};
    pub use super::plan::Place as _;
    pub use super::raising::{CanHappen as _, CannotHappen as _, NamesEach as _, NamesTooLittle as _};
    pub use super::said::{
        EndsIt as _, EndsNothing as _, SaysOtherwise as _, TakesAnother as _, TakesIt as _, TakesNothing as _,
    };
    pub use super::source::{BeginsNothing as _, GivesNoSource as _, GivesResult as _, GivesValue as _};
    pub use super::together::{OtherFlavour as _, WaitsForNothing as _};
    pub use super::union::{
        AddKnown as _, AddNew as _, AddNone as _, GivesApart as _, GivesCaught as _, GivesError as _,
        GivesPlainly as _, JoinsEach as _, JoinsNothing as _, KnownWithin as _, RefusesAnError as _,
        RefusesNoError as _,
    };
}

mod awaited;
mod beside;
mod callback;
mod carrier;
#[cfg(feature = "std")]
mod caught;
mod distinct;
mod editor;
mod finding;
mod plan;
mod point;
mod raising;
mod said;
mod source;
mod steps;
mod timing;
mod together;
mod union;

pub use crate::{__believing as believing, __half as half, __shown as shown};
pub use awaited::{
    ADeferred, AResult, ASetResult, AValue, Awaited, Awaits, AwaitsInVain, AwaitsPlainly, GivesFuture,
    GivesWhatNobodyAwaits, Here,
};
pub use beside::{Beside, Differs, NeverReturns};
pub use callback::{
    Callback, Handler, Handling, InVain, Known, Look, Looks, LooksAway, Trapping, Traps, TrapsInVain,
    TrapsNothing, TrapsTooMany,
};
pub use carrier::{Carried, Carrier, IsNotCarried};
pub use distinct::{Distinct, OfAnySet, Once, StandsIn, Twice};
pub use editor::{asked, keywords, unknown};
pub use finding::{Finding, Found, Missing, NotFound};
pub use plan::{Grown, Lift, Place, Plan, Same};
pub use point::{Listing, Point};
pub use raising::{CanHappen, CannotHappen, Named, NamesEach, NamesTooLittle, Naming, Raising};
pub use said::{
    Arriving, Ended, EndedBy, EndsIt, EndsNothing, Function, LookedAt, Said, SaidToEnd, SaidToLook,
    SaysOtherwise, TakesAnother, TakesIt, TakesNothing,
};
pub use source::{Answer, Begins, BeginsNothing, Given, GivesNoSource, GivesResult, GivesValue};
pub use steps::{both, catch, catch_all, else_here, feed, finally, inspect, raises, then, then_else};
pub use timing::{Time, timeout};
pub use together::{Argument, OtherFlavour, SameFlavour, Together, Waits, WaitsForNothing, kept, list};
pub use union::{
    AddKnown, AddNew, AddNone, Fallible, Gives, GivesApart, GivesCaught, GivesError, GivesPlainly, Joining,
    JoinsEach, JoinsNothing, KnownWithin, Refused, RefusesAnError, RefusesNoError, Union,
};
