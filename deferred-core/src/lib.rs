//! The runtime core of `deferred`: typed callback chains without an executor.
//!
//! People depend on the crate `deferred`, which gives this one its macro and
//! its tour. What is here needs `alloc` and nothing else. With the feature
//! `std` (on by default) reports of unhandled failures go to standard error,
//! and callbacks that fire one another without end use constant stack.
//!
//! Data goes one way: a [`Resolver`] fires, the cell runs the callbacks that
//! wait in it, and the [`Deferred`] has what came out.

#![no_std]
#![deny(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

mod asking;
mod calls;
#[doc(hidden)]
pub mod cancel;
mod captured;
mod cast;
mod cell;
mod crossing;
mod deferred;
mod eventual;
#[doc(hidden)]
pub mod expansion;
mod failure;
mod flavour;
#[doc(hidden)]
pub mod future;
mod history;
mod lock;
mod loops;
mod loosely;
#[doc(hidden)]
pub mod making;
mod mark;
#[cfg(feature = "std")]
mod panicked;
mod panics;
mod pause;
mod primitives;
mod resolver;
pub mod rules;
mod set;
mod several;
mod shared;
mod site;
#[doc(hidden)]
pub mod stages;
pub mod testing;
pub mod threads;
#[doc(hidden)]
pub mod time;
mod trampoline;
pub mod unhandled;
mod waiters;
#[doc(hidden)]
pub mod why;

pub use cancel::{CancelHandle, CancelOnDrop, Cancelled};
pub use deferred::{Deferred, Outcome, fail, succeed};
pub use failure::Failure;
pub use flavour::{AnyThread, Carries, Flavour, ThisThread};
#[cfg(feature = "std")]
pub use future::run;
pub use future::{Awaiting, Polls};
pub use history::Cause;
pub use loops::{Retry, fold, iterate, retry};
pub use making::{Shared, attempt};
#[cfg(feature = "std")]
pub use panicked::{Caught, Panicked, catching};
pub use pause::PauseGuard;
pub use primitives::{
    AnyNumber, Backlog, Delivery, Lock, LockGuard, PutError, Queue, QueueClosed, QueueUnderflow, Semaphore,
    SemaphoreGuard,
};
pub use resolver::{Abandoned, Resolver};
pub use set::{
    CanBeCancelled, CanTimeOut, CloneErrors, DisplayErrors, ErrorOf, ErrorSet, FailsWith, Has, HasAll,
    InFlight, NamesAll, NamesOnly, Never, NotEmpty, NothingInFlight, OneOf, Split,
};
pub use several::{
    AllFailed, FirstError, Members, TooFew, Window, first_failure, first_settled, first_success, gather,
    list, members, race, some, window, windowed,
};
pub use site::{Site, Stage};
pub use stages::{Downcast, Dynamic, IntoDeferred, Reply, Trap};
pub use time::{Clock, LoopHandle, LoopingCall, TestClock, TimedOut, Timer, defer_later, later};
pub use why::WhyPending;
