//! Programs of Deferreds that were recorded from Twisted, run on our core through its public, typed API.
//!
//! README.md describes the language of the programs. [`language`] reads it,
//! [`world`] runs it, [`methods`] and [`macros`] attach its stages in the two
//! ways that there are, and [`compare`] says where a trace differs from
//! Twisted's, after [`normalise`] has undone where we differ on purpose.

#![forbid(unsafe_code)]

pub mod callback;
pub mod compare;
pub mod errors;
pub mod language;
pub mod macros;
pub mod methods;
pub mod normalise;
pub mod several;
pub mod trace;
pub mod world;
