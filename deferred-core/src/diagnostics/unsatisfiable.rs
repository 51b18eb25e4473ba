//! A never-satisfied second impl for a trait that has only one, so that rustc prints the trait's `on_unimplemented`
//! message instead of descending into the only candidate.
//!
//! Where a rule has one impl, the compiler goes on to what that asks for, and says what is missing there, in words of its own and with
//! the names of the inside. Where it has two, it looks which of them fits; if none does it says the rule's
//! message, and leaves open what it could not find out. A parameter of the rule says which of the two it is, and is always inferred.

/// No type is this.
#[doc(hidden)]
pub trait Impossible {}

/// A rule that holds so does not hold. Where it needs several such impls, they are numbered.
#[doc(hidden)]
pub struct Unsatisfiable<const NUMBER: usize = 0>;

/// An error that nobody has. A rule that also holds for ten sets or results with such errors is not listed where an error is left open.
#[doc(hidden)]
#[derive(Debug)]
pub struct Nobodys<const NUMBER: usize>(());
