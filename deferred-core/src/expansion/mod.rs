//! The code that `chain!` expands to. Not for use by hand.
//!
//! A chain becomes plain statements for each stage, in short:
//!
//! ```text
//! let callback = point0.then(|page| parse(page));               // the closure's parameter type is known from point0
//! let point1 = witness();
//! let types = if false {
//!     let _ = !Halt;                                            // so what follows is typed, and nothing else
//!     let types = callback.reply(flavour).__unpack().__errors().__join();   // what it gives, and which errors that brings
//!     let types = types.__add()..;                              // which of them are new: method resolution chooses
//!     let types = types.__known().__indices();                  // where each is in the set
//!     same(&point1, types.carries());                           // the types after the stage
//!     Verdict::__ask(types, types)                              // whether all rules of a reply were kept
//! } else { witness() };
//! let stage0 = (types, callback);
//! ```
//!
//! and one continuation, in which the stages' steps follow one another:
//!
//! ```text
//! let rest1 = move |outcome| catch(stage1, outcome).end();
//! let rest0 = move |outcome| match then(stage0, outcome).now() {
//!     Ok(outcome) => rest1(outcome),
//!     Err(later) => go_on(later, rest1),
//! };
//! feed(source, begins, types0.waits() | types1.waits(), rest0)
//! ```
//!
//! Everything but the callbacks is of size zero, so the continuation captures the callbacks alone. No type contains
//! the types of other stages, so checking a chain takes time in proportion to its length.
//!
//! After a mistake, method resolution finds a last method of the same name, which returns a question with the
//! user's types in it. The expansion puts the question to a trait of [`diagnostics`](crate::diagnostics), whose
//! message says what is wrong. A question carries the types that the chain goes on with, which are the answer;
//! where the rule is broken there is no answer, and the compiler says no more of what depends on it. Names begin
//! with `__` where a user's own trait for all types could come between.

#![allow(clippy::type_complexity, reason = "these types carry the types of a chain, and nothing else")]

/// The traits that method resolution chooses from, imported without a name, so that none comes between the user's.
pub mod methods {
    pub use super::adding::{AddKnown as _, AddNew as _, AddNone as _, AddSome as _, AddTooMany as _};
    pub use super::awaited::{
        AwaitsInVain as _, AwaitsPlainly as _, GivesFuture as _, GivesWhatNobodyAwaits as _,
        HasNoErrorOfOutput as _,
    };
    pub use super::callback::{
        Known as _, Looks as _, LooksAway as _, Trapping as _, Traps as _, TrapsInVain as _, TrapsKnown as _,
        TrapsNothing as _, TrapsOfKnown as _, TrapsTooMany as _, TrapsUnknown as _,
    };
    pub use super::duplicates::{DeclaresAny as _, DeclaresEach as _, Twice as _};
    pub use super::flavour_witness::ResultIsNotSend as _;
    pub use super::join::{
        LiftsInto as _, OtherFlavour as _, WaitsForNoFuture as _, WaitsForNothing as _, WaitsUnknown as _,
    };
    pub use super::lends::{
        LooksAndGives as _, LooksAtAnother as _, LooksAtNothing as _, RunsFinally as _, RunsNothing as _,
    };
    pub use super::matching::MatchesNoError as _;
    pub use super::missing::Misses as _;
    pub use super::naming::{
        CanHappen as _, CannotHappen as _, MayHappen as _, NamesEach as _, NamesNoSet as _,
        NamesNoneOfSome as _, NamesNothing as _, NamesTooLittle as _, NamesUnknown as _,
    };
    pub use super::reply_check::{Differs as _, NeverReturns as _};
    pub use super::source::{
        BeginsNoFuture as _, BeginsNothing as _, BeginsUnknown as _, BeginsWithAnything as _,
        BeginsWithFuture as _, GivesNoSource as _, GivesResult as _, GivesValue as _,
    };
    pub use super::stage_types::FindIndices as _;
    pub use super::stages::{NoErrors as _, SomeErrors as _, UnknownErrors as _};
    pub use super::takes::{DeclaresOther as _, TakesAnother as _, TakesIt as _, TakesNothing as _};
    pub use super::union::{
        GivesApart as _, GivesCaught as _, GivesError as _, GivesPlainly as _, JoinsEach as _,
        JoinsNothing as _, JoinsUnknown as _, KnownWithin as _,
    };
}

mod adding;
mod awaited;
mod callback;
#[cfg(feature = "std")]
mod catching;
mod drawn;
mod duplicates;
mod editor;
pub(crate) mod flavour_checks;
mod flavour_witness;
mod join;
mod lends;
mod matching;
mod missing;
mod naming;
mod point;
mod reply_check;
mod source;
mod stage_types;
mod stages;
mod steps;
mod takes;
mod timeout;
mod union;
mod verdict;
mod witness;

pub use crate::railway::{Frame, Shapes};
pub use crate::{__believing as believing, __half as half, __shown as shown};
pub use adding::{
    AddKnown, AddNew, AddNone, AddSome, AddTooMany, Adding, Adds, Before, EachKnown, New, NotAdded, NotOne,
    Refuse, Remaining,
};
pub use awaited::{
    ADeferred, AResult, ASetResult, AValue, Awaited, Awaits, AwaitsInVain, AwaitsPlainly, GivesFuture,
    GivesWhatNobodyAwaits, HasNoErrorOfOutput, Here, NotAwaited, output,
};
pub use callback::{
    Callback, Handler, Handling, InVain, Known, Look, Looks, LooksAway, Trapping, Traps, TrapsInVain,
    TrapsKnown, TrapsNothing, TrapsOfKnown, TrapsTooMany, TrapsUnknown,
};
pub use drawn::{Seen, railway};
pub use duplicates::{DeclaresAny, DeclaresEach, DuplicateSearch, StandsIn, Twice};
pub use editor::{keywords, unknown};
pub use flavour_checks::Polled;
pub use flavour_witness::{FlavourWitness, ResultIsNotSend, ResultWitness};
pub use join::{
    Argument, Lifting, LiftsInto, OtherFlavour, SameFlavour, Together, Waits, WaitsForNoFuture,
    WaitsForNothing, WaitsUnknown, list, listed,
};
pub use lends::{
    FinallyDeclared, FinallyFunction, FinallyInput, InspectDeclared, InspectFunction, InspectInput,
    LooksAndGives, LooksAtAnother, LooksAtNothing, RunsFinally, RunsNothing,
};
pub use matching::{Matched, MatchesNoError, matched, nothing_left};
pub use missing::{BeginsIn, Misses, MissingSearch, Sixteen};
pub use naming::{
    CanHappen, CannotHappen, MayHappen, Named, NamedErrors, NamesEach, NamesNoSet, NamesNoneOfSome,
    NamesNothing, NamesTooLittle, NamesUnknown, Naming, Raising, RaisingNothing,
};
pub use point::Point;
pub use reply_check::{BrokenBy, ByFinally, ByOtherHalf, ByValueBefore, Differs, NeverReturns, ReplyCheck};
pub use source::{
    Answer, Begins, BeginsNoFuture, BeginsNothing, BeginsUnknown, BeginsWithAnything, BeginsWithFuture,
    BeginsWrongly, Comes, Given, GivesNoSource, GivesResult, GivesValue, MayBegin,
};
pub use stage_types::{FindIndices, Lift, Same, StageTypes, Widened};
pub use stages::{Listing, NoErrors, SomeErrors, UnknownErrors};
pub use steps::{
    both, catch, catch_all, else_here, feed, finally, go_on, inspect, raises, then, then_else, waits_at,
};
pub use takes::{Declared, DeclaresOther, Function, Input, TakesAnother, TakesIt, TakesNothing};
pub use timeout::{Time, timeout};
pub use union::{
    FailsWithIt, Fallible, Gives, GivesApart, GivesCaught, GivesError, GivesPlainly, HasRoomForIt, Joining,
    JoinsEach, JoinsNothing, JoinsUnknown, KnownWithin, Refused, Union,
};
pub use verdict::{
    Apart, Asked, Kept, NoError, NoRoom, NoSource, OpenFlavour, OtherHalf, OtherValue, SomeValue, Unawaited,
    Verdict,
};
pub use witness::{Halt, Witness, same, witness};
