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

mod cast;
mod cell;
mod deferred;
#[doc(hidden)]
pub mod expansion;
mod failure;
mod future;
mod history;
mod list;
mod panics;
mod resolver;
pub mod rules;
mod set;
mod site;
#[doc(hidden)]
pub mod stages;
pub mod testing;
mod trampoline;
pub mod unhandled;

pub use deferred::{Deferred, Outcome, fail, succeed};
pub use failure::Failure;
pub use future::Awaiting;
pub use history::Cause;
pub use list::{gather, list};
pub use resolver::{Abandoned, Resolver};
pub use set::{
    ErrorOf, ErrorSet, FailsWith, Has, HasAll, InFlight, NamesAll, NamesOnly, Never, NotEmpty,
    NothingInFlight, OneOf, Split,
};
pub use site::{Site, Stage};
pub use stages::{IntoDeferred, Reply, Trap};
