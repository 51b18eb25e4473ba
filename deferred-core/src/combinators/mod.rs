//! Combinators, which make one result of several Deferreds, a file for each; loops over Deferreds; sharing one
//! result and pausing it.
//!
//! A shape takes the members' outcomes one by one and decides the result. `join_state` is what all shapes have in
//! common: who fires, whom a cancel reaches, and which outcomes come too late.

mod first_failure;
mod first_settled;
mod first_success;
mod gather;
pub(crate) mod iterate;
mod join_state;
mod late;
mod list;
mod members;
pub(crate) mod pause;
mod race;
pub(crate) mod retry;
mod send_claims;
pub(crate) mod share;
mod some;
mod tuple;
mod window_results;
mod windowed;

pub use first_failure::{FirstError, first_failure};
pub use first_settled::first_settled;
pub use first_success::{AllFailed, first_success};
pub use gather::{SomeFailed, gather, gather_all};
pub use iterate::{GoesOnOrBreaks, IsFolded};
pub use list::list;
pub use members::{Members, SeveralDeferreds, members};
pub use race::race;
pub use some::{HasWanted, TooFew, some};
pub use tuple::{Lifted, Listed, Rest, Tuple, Whole};
pub use windowed::{IsWorkedOn, Window, window, windowed};
