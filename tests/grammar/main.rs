//! Every form in which `chain!` can be written does what it says, and makes no warnings.

#![deny(unused)]
// A closure is what is tried, even where the function in it would do.
#![allow(clippy::redundant_closure)]

mod calls;
mod catching;
mod closures;
mod errors;
mod hygiene;
mod length;
mod mistaken;
mod names;
mod pair;
mod paths;
mod pipelines;
mod punctuation;
mod sources;
mod stages;
mod wrapped;
