//! Tools for tests of chains: assertions on the result of a Deferred, and a search through every order of events.

#[cfg(feature = "std")]
mod explore;
mod results;
#[cfg(feature = "std")]
mod scenario;

#[cfg(feature = "std")]
pub use explore::{Explored, Explorer, explore};
pub use results::{assert_no_result, failure_result_of, success_result_of};
#[cfg(feature = "std")]
pub use scenario::{Moves, Scenario};
