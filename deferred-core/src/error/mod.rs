//! Errors: sets of them, failures with their history, and reports of those that nobody handled.

pub(crate) mod conversion;
pub(crate) mod failure;
pub(crate) mod history;
pub(crate) mod interruption;
pub(crate) mod printing;
#[doc(hidden)]
pub mod raising;
pub(crate) mod repr;
pub(crate) mod set;
pub(crate) mod site;
pub mod unhandled;
