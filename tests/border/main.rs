//! Errors where chains meet other code.

mod enums;
mod raises;
