//! The fault matrix: each kind of stage, in each scenario, with each fault at each place where code of the user's runs, in either flavour.
//!
//! A *scenario* is how the source comes to its result, and what happens from outside. It is run once without a fault, which finds the places where
//! code of the user's runs, and what could be done at each: a *cell* for each of these. In every cell each value, error and capture is
//! dropped once, each callback runs once at most and each `finally` once, no error goes without a report, a panic comes out of
//! whatever was done, and no other; nothing waits for ever, and a fresh chain works afterwards. Something may be left over only where something was forgotten.

#![forbid(unsafe_code)]
#![allow(clippy::duplicate_mod, reason = "each flavour has the kinds and the cells as its own")]

mod any_thread;
mod counts;
mod scenario;
mod this_thread;
mod world;
