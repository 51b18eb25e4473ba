//! The benchmark suite: the workloads of a chain, and the contenders that run them.
//!
//! A chain is 8 `then`, 1 `catch` and 1 `finally` over `i64`. Its callbacks are opaque to the optimiser, and each has a
//! real branch to an error. A [`Workload`] has one name everywhere; a [`Contender`] is one way to write
//! them all, in a file of its own under `contenders/`.

// Ten combinators of `futures` pass `cargo check` without it, and then fail the release build (E0275).
#![recursion_limit = "256"]

pub mod allocations;
mod callbacks;
pub mod contenders;
pub mod expected;
pub mod instructions;
pub mod measure;
pub mod memory;
pub mod peers;
pub mod report;
mod workload;

pub use callbacks::{Bad, Outcome};
pub use contenders::Contender;
pub use workload::Workload;
