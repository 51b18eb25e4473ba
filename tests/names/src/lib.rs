//! The crate's name is not known here: `tests/` uses it as `twisted`, and by way of a crate between.

#![forbid(unsafe_code)]
