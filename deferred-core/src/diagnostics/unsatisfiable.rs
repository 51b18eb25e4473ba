//! A never-satisfied second impl for a trait that has only one, so that rustc prints the trait's `on_unimplemented`
//! message instead of descending into the only candidate.
//!
//! For a rule with one impl, the compiler goes on to the bounds of that impl, and reports what is missing there, in
//! its own words and with internal names. For a rule with two, it looks which of them fits; if none does it prints
//! the rule's message, and leaves open what it could not find out. A parameter of the rule says which of the two it
//! is, and is always inferred.
//!
//! And the type by which a trait has no impls but ours.

/// A trait that no type implements.
#[doc(hidden)]
pub trait Impossible {}

/// Marks the impl of a rule that never holds. A rule that needs several such impls numbers them.
#[doc(hidden)]
pub struct Unsatisfiable<const NUMBER: usize = 0>;

/// An error that nobody has. A rule with impls for ten sets or results of such errors is not listed where an error
/// is left open.
#[doc(hidden)]
#[derive(Debug)]
pub struct Nobodys<const NUMBER: usize>(());

/// The type of a hidden item of traits that nobody else can implement: the type cannot be named outside of this
/// crate.
///
/// Traits of sets with a function that takes or returns the value of a set need no such item, since that cannot be
/// named either.
pub struct Sealed;
