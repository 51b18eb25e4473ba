//! Who says what is so of a set.

/// The type of a hidden item of traits that nobody else implements: it cannot be named outside of this crate.
///
/// Other traits of sets need no such item, for a function of theirs takes or gives a [`Value`](super::Value), which cannot be named either.
pub struct Sealed;
