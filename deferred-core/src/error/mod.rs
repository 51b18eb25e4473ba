//! What can go wrong: sets of errors, failures with their history, and reports of what nobody handled.

pub(crate) mod conversion;
pub(crate) mod failure;
pub(crate) mod history;
pub(crate) mod interruption;
pub(crate) mod note;
pub(crate) mod printing;
#[doc(hidden)]
pub mod raising;
pub(crate) mod repr;
pub(crate) mod set;
pub(crate) mod shown;
pub(crate) mod site;
pub(crate) mod tag;
pub mod unhandled;
