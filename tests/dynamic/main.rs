//! Dynamic errors beside typed ones, and handlers of one concrete error in them.

#[cfg(feature = "anyhow")]
mod anyhow_errors;
mod boxed;

#[derive(Debug, PartialEq)]
pub(crate) struct Typed(u32);
