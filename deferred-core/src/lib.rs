//! The runtime core of `deferred`: typed callback chains without an executor.
//!
//! Programs depend on the crate `deferred`, which adds the macros and the tour. This crate needs `alloc` and
//! nothing else. With the feature `std` (on by default) reports of unhandled failures go to standard error, and
//! callbacks that fire one another without end use constant stack.
//!
//! A [`Resolver`] fires, the cell runs the callbacks that wait in it, and the [`Deferred`] has the result.

#![no_std]
#![deny(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
pub mod cancel;
mod cell;
#[doc(hidden)]
pub mod combinators;
mod crossing;
#[doc(hidden)]
#[allow(
    unknown_or_malformed_diagnostic_attributes,
    reason = "`on_move` is known to nightly compilers, and means nothing to others"
)]
pub mod deferred;
pub mod diagnostics;
mod error;
#[doc(hidden)]
mod expansion;
mod flavour;
#[doc(hidden)]
pub mod future;
#[doc(hidden)]
pub mod pending_report;
mod railway;
mod runtime;
#[doc(hidden)]
pub mod stages;
mod sync;
pub mod testing;
pub mod threads;
#[doc(hidden)]
pub mod time;

pub use cancel::{CancelHandle, CancelOnDrop};
pub use combinators::loops::{Retry, fold, iterate, retry};
pub use combinators::share::Shared;
pub use combinators::{
    AllFailed, FirstError, Members, SomeFailed, TooFew, Window, first_failure, first_settled, first_success,
    gather, gather_all, list, members, race, some, window, windowed,
};
pub use deferred::raw::DeferredType;
pub use deferred::resolver::Resolver;
pub use deferred::{Deferred, Outcome, fail, succeed};
pub use error::conversion::OutcomeExt;
pub use error::failure::Failure;
pub use error::history::Cause;
pub use error::history::Note;
pub use error::interruption::{Abandoned, Cancelled, TimedOut};
#[doc(hidden)]
pub use error::raising;
pub use error::set::{
    Allow, CanBe, CanBeCancelled, CanBeOneOf, CanBeRetried, CanTimeOut, CloneErrors, DisplayErrors, ErrorSet,
    Errors, Has, HasAll, NamesAll, NamesOnly, Never, NotEmpty, NothingInFlight, OneOf, Split, WithError,
};
pub use error::site::{Site, Stage};
pub use error::unhandled;
#[cfg(feature = "spans")]
#[doc(hidden)]
pub use flavour::spans;
pub use flavour::{AnyThread, Carries, Flavour, ThisThread};
#[cfg(feature = "std")]
pub use future::run;
pub use future::{Awaiting, Polls};
pub use pending_report::WhyPending;
#[cfg(all(feature = "trace", feature = "std"))]
pub use pending_report::{Unfired, unfired};
pub use railway::{Railway, Station};
#[cfg(feature = "std")]
pub use stages::catching::{Caught, Panicked, catching};
pub use stages::then::attempt;
pub use stages::unchanged::PauseGuard;
pub use stages::{Downcast, Dynamic, IntoDeferred};
// These traits are hidden where they are defined, and documented where they are exported: rustdoc would list them
// as implemented for every type on the page of each type.
#[doc(inline)]
pub use error::set::{ErrorOf, FromEach};
#[doc(inline)]
pub use stages::{FailsOnlyWith, Reply, Trap};
pub use sync::{
    AnyNumber, Backlog, Delivery, Lock, LockGuard, PutError, Queue, QueueClosed, QueueUnderflow, Semaphore,
    SemaphoreGuard,
};
pub use time::{Clock, LoopHandle, LoopingCall, TestClock, Timer, defer_later, later};

/// What the macros expand to. Nothing in it is for use by hand, and nothing in it is stable.
#[doc(hidden)]
pub mod __private {
    pub use crate::expansion::*;
    #[cfg(feature = "std")]
    pub use crate::runtime::unwind::Panicked;
    pub use crate::threads::via::forward;
}
