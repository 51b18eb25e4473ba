//! The promise that the type makes: what arrives is a member of the set, by type, by place and by value; and where the
//! set is empty nothing arrives but a value.
//!
//! Generic code is where it is hard to keep, since there two members can turn out to be of one type. Who would break it by force is
//! in `ui-tests/cheats`: that does not compile.

mod empty;
mod families;
mod harmless;
mod orders;
mod signals;

use std::fmt::Debug;

/// What an error has to be.
trait Fault: Debug + 'static {}
impl<E: Debug + 'static> Fault for E {}

#[derive(Debug, Clone, PartialEq)]
struct Timeout(u8);

#[derive(Debug, Clone, PartialEq)]
struct Gone(u8);
