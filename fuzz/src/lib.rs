//! A fuzzer: random programs over the whole public API of `deferred`, in which all foreign code is hostile.

#![forbid(unsafe_code)]
#![allow(missing_docs, reason = "a program, and a library only of its own command line")]
#![allow(clippy::duplicate_mod, reason = "the same code runs with the Deferreds of either flavour")]
#![allow(clippy::arc_with_non_send_sync, clippy::let_unit_value, reason = "and with values of any type")]
#![allow(
    clippy::large_enum_variant,
    clippy::result_large_err,
    reason = "a Deferred of any kind is passed on as it is"
)]

pub mod any_thread;
pub mod bury;
pub mod generate;
pub mod model;
pub mod print;
pub mod program;
pub mod random;
pub mod this_thread;

use program::{Flavour, Program};

/// The result of a program.
pub struct Run {
    /// The faults that were found.
    pub faults: Vec<String>,
    /// Whether the model could predict the program.
    pub is_told: bool,
}

/// Runs the program.
pub fn run(program: &Program) -> Run {
    match program.flavour {
        Flavour::This => {
            deferred::unhandled::set_hook(this_thread::run::hook);
            this_thread::run::run_program(program)
        }
        Flavour::Any => {
            deferred::unhandled::set_hook(any_thread::run::hook);
            any_thread::run::run_program(program)
        }
    }
}
