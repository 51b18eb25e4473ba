//! `gather`: all values in order, or the first failure.

use super::list::Ordered;
use super::members::{Members, SeveralDeferreds, Shape, members};
use crate::deferred::{Deferred, Outcome};
use crate::error::set::ErrorSet;
use crate::flavour::{Carries, Flavour};
use alloc::vec::Vec;
use core::panic::Location;

/// Waits for all the values, in the order of the members, or for the first failure, which is the result's own.
///
/// Members go on when one has failed; a failure that comes later is [late](Members#late-failures). Without members
/// the result is ready at once.
///
/// ```
/// use deferred::{gather, succeed, testing::success_result_of};
///
/// let sum = gather([succeed(1), succeed(2)]).map(|numbers| numbers.iter().sum::<i32>());
/// assert_eq!(success_result_of(sum), 3);
/// ```
///
/// [`first_failure`](crate::first_failure) also says which member failed, and [`gather_all`](crate::gather_all) has
/// every failure. For members of different types there is the macro `join!`. Twisted: `gatherResults`.
#[track_caller]
#[doc(alias = "gatherResults")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn gather<T: 'static, R: ErrorSet, Thread>(from: impl SeveralDeferreds<T, R, Thread>) -> Deferred<Vec<T>, R, Thread> where Thread: Flavour + Carries<Outcome<T, R>> {
    members(from).gather()
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Members<T, R, Thread> {
    /// Waits for all the values, or for the first failure: see [`gather`].
    #[track_caller]
    #[doc(alias = "gatherResults")]
    pub fn gather(self) -> Deferred<Vec<T>, R, Thread>
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let shape = Gather { values: Ordered::of(self.members.len()) };
        self.wait(shape, Location::caller())
    }
}

pub(super) struct Gather<T> {
    values: Ordered<T>,
}

impl<T: 'static, R: ErrorSet> Shape<T, R> for Gather<T> {
    type Value = Vec<T>;
    type Errors = R;

    fn at_once(&mut self) -> Option<Outcome<Vec<T>, R>> {
        self.values.all().map(Ok)
    }

    fn arrive(&mut self, index: usize, outcome: Outcome<T, R>, _: bool) -> Option<Outcome<Vec<T>, R>> {
        match outcome {
            Ok(value) => self.values.put(index, value),
            Err(failure) => return Some(Err(failure)),
        }
        self.values.all().map(Ok)
    }

    fn left_over(self) -> Vec<(usize, Outcome<T, R>)> {
        self.values.left_over().map(|(index, value)| (index, Ok(value))).collect()
    }
}
