//! Deferreds out of other things, and what can be asked of one: `attempt`, `share`, `paused`, `is_ready`.
//! Cases 8 and 20 of Twisted's edge cases.

mod attempt;
mod pause;
mod ready;
mod share;

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Broken(u32);
