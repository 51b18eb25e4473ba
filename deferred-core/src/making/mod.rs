//! Deferreds out of other things: out of whatever a function gives, and many out of one.

mod attempt;
mod share;

pub use attempt::attempt;
pub(crate) use share::Arrival;
pub use share::Shared;
