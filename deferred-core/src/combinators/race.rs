//! `race`: the first value; the other members are cancelled then.

use super::first_success::{AllFailed, FirstSuccess};
use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::Cancelled;
use crate::error::set::{CanBeCancelled, ErrorSet};
use crate::error::site::{Site, Stage};
use crate::flavour::Payload;
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;

/// Waits for the first value, with the index of its member, and cancels the others; fails if all members have
/// failed.
///
/// A member that fails is out of the race, and cancels nobody. The losers are cancelled once each, before the
/// result is ready, and the winner never. Their outcomes are late, as in [`first_success`](crate::first_success);
/// that they are [`Cancelled`](crate::Cancelled) was asked for, and is no failure. Without members the result is
/// ready at once: [`AllFailed`], with no failures.
///
/// A cancel of the race goes to each member. If all of them are `Cancelled` then, so is the race; if one has failed
/// otherwise, the race fails with all failures, as without a cancel.
///
/// ```
/// use deferred::{Cancelled, Deferred, race, testing::success_result_of};
///
/// let (mirror, a) = Deferred::<&str, (Cancelled,)>::pending();
/// let (other, b) = Deferred::<&str, (Cancelled,)>::pending();
/// let page = race([a, b]);
/// other.succeed("page");
/// assert_eq!(success_result_of(page), (1, "page"));
/// assert!(mirror.is_cancelled());
/// ```
///
/// Twisted: `race`, which never fires where there are no members.
#[track_caller]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn race<T: 'static, R: CanBeCancelled<Which>, Which, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<(usize, T), (AllFailed<R>, Cancelled), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).race()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for the first value, and cancels the others: see [`race`].
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn race<Which>(self) -> Deferred<(usize, T), (AllFailed<R>, Cancelled), Thread> where R: CanBeCancelled<Which>, Thread: Carries<Outcome<T, R>> {
        let site = Site::here(Stage::Race);
        let shape = Race(FirstSuccess::of(self.members.len(), site));
        self.wait(shape, site.location())
    }
}

pub(super) struct Race<R: ErrorSet>(FirstSuccess<R>);

impl<T: 'static, R: ErrorSet> Shape<T, R> for Race<R> {
    type Value = (usize, T);
    type Errors = (AllFailed<R>, Cancelled);
    const CANCELS: bool = true;

    fn at_once(&mut self) -> Option<Outcome<Self::Value, Self::Errors>> {
        self.0.have_all_failed().then(|| Err(self.0.all_failed()))
    }

    fn arrive(
        &mut self,
        index: usize,
        outcome: Outcome<T, R>,
        asked: bool,
    ) -> Option<Outcome<Self::Value, Self::Errors>> {
        match outcome {
            Ok(value) => return Some(Ok((index, value))),
            Err(failure) => self.0.add_failure(index, failure),
        }
        if asked && self.0.have_all_failed() && self.0.are_all_cancelled() {
            return Outcome::cancelled(self.0.made());
        }
        Shape::<T, R>::at_once(self)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.0.left_over()
    }
}
