//! The typed sets: a value that goes in as a member comes out as that member, wherever it stands.

mod errors;
mod looks;
mod members;
mod orders;
mod trap_any;
mod walks;
mod widen;
