//! Errors where chains meet other code.

mod callbacks;
mod enums;
mod raises_attribute;
