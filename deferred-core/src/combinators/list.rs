//! `list`: all outcomes, in order.

use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::panic::Location;

/// Waits for all members, and never fails: the outcomes, in the order of the members.
///
/// The failures are values of the list, in the hands of whoever takes it. If a member is abandoned, so is the list.
/// Without members the list is ready at once.
///
/// ```
/// use deferred::{Deferred, list, testing::success_result_of};
///
/// let (first, a) = Deferred::<&str, (&str,)>::pending();
/// let (second, b) = Deferred::<&str, (&str,)>::pending();
/// let all = list([a, b]);
/// second.fail("bang!");
/// first.succeed("one");
/// let outcomes = success_result_of(all);
/// assert!(matches!(outcomes[0], Ok("one")));
/// assert!(outcomes[1].is_err());
/// ```
///
/// For members of different types there is the macro `list!`. Twisted: `DeferredList`.
#[track_caller]
#[doc(alias = "DeferredList")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn list<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<Vec<Outcome<T, R>>, (), Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).list()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all members, and never fails: see [`list`].
    #[track_caller]
    pub fn list(self) -> Deferred<Vec<Outcome<T, R>>, (), Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let shape = List::of(self.members.len());
        self.wait(shape, Location::caller())
    }
}

/// The values so far, each at its index.
pub(super) struct Ordered<V> {
    places: Vec<Option<V>>,
    missing: usize,
}

impl<V> Ordered<V> {
    pub(super) fn of(len: usize) -> Self {
        let mut places = Vec::new();
        places.resize_with(len, || None);
        Ordered { places, missing: len }
    }

    pub(super) fn put(&mut self, index: usize, value: V) {
        self.places[index] = Some(value);
        self.missing -= 1;
    }

    /// Takes all values, if none is missing.
    pub(super) fn all(&mut self) -> Option<Vec<V>> {
        if self.missing > 0 {
            return None;
        }
        let places = core::mem::take(&mut self.places);
        Some(places.into_iter().map(|place| place.expect("none is missing")).collect())
    }

    /// The values that were not taken, each with its index.
    pub(super) fn left_over(self) -> impl Iterator<Item = (usize, V)> {
        self.places.into_iter().enumerate().filter_map(|(index, place)| Some((index, place?)))
    }
}

/// The failures stay in flight until the list hands them over, since it may be abandoned before.
pub(super) struct List<T, R: ErrorSet> {
    outcomes: Ordered<Outcome<T, R>>,
}

impl<T, R: ErrorSet> List<T, R> {
    pub(super) fn of(len: usize) -> Self {
        List { outcomes: Ordered::of(len) }
    }
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for List<T, R> {
    type Value = Vec<Outcome<T, R>>;
    type Errors = ();

    fn at_once(&mut self) -> Option<Outcome<Self::Value>> {
        let outcomes = self.outcomes.all()?;
        Some(Ok(outcomes.into_iter().map(|outcome| outcome.map_err(Failure::in_hand)).collect()))
    }

    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>, _: bool) -> Option<Outcome<Self::Value>> {
        self.outcomes.put(index, outcome);
        self.at_once()
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.outcomes.left_over().collect()
    }
}
