//! Combinators, which make one result of several Deferreds: of all of them, or of the first. Windows and loops over
//! Deferreds; sharing one result.
//!
//! A shape takes the members' outcomes one by one and decides the result. `join_state` is what all shapes have in
//! common: who fires, whom a cancel reaches, and which outcomes come too late.

mod all;
mod first;
mod join_state;
pub(crate) mod loops;
mod members;
mod send_claims;
pub(crate) mod share;
mod tuple;
mod window_results;
mod windowed;

pub use all::{FirstError, SomeFailed, first_failure, gather, gather_all, list};
pub use first::{AllFailed, HasWanted, TooFew, first_settled, first_success, race, some};
pub use loops::{GoesOnOrBreaks, IsFolded};
pub use members::{Members, SeveralDeferreds, members};
pub use tuple::{Lifted, Listed, Rest, Tuple, Whole};
pub use windowed::{IsWorkedOn, Window, window, windowed};
