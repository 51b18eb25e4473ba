//! Waiting for several Deferreds.

use crate::cancel::pair_over;
use crate::deferred::{Deferred, Outcome};
use crate::failure::Failure;
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use alloc::rc::Rc;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::panic::Location;

/// Waits for all of them, and never fails: the outcomes, in the order of the members.
///
/// The failures are values then, and in the hands of whoever takes the list. If a member is abandoned, so is the list.
///
/// A member's own callbacks are those that it had before it went into the
/// list: it was moved, so none can be added behind the list's back.
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
/// Twisted: `DeferredList`. An empty list has its result at once.
#[track_caller]
#[doc(alias = "DeferredList")]
pub fn list<T: 'static, R: ErrorSet>(
    members: impl IntoIterator<Item = Deferred<T, R>>,
) -> Deferred<Vec<Outcome<T, R>>> {
    // The failures stay in flight until the list hands them over: it may itself be abandoned.
    let all = collect(members, |results, index, outcome| {
        keep(results, index, outcome);
        None
    });
    all.map(|outcomes: Vec<Outcome<T, R>>| {
        outcomes.into_iter().map(|outcome| outcome.map_err(Failure::in_hand)).collect()
    })
}

/// Waits for all the values, or for the first failure.
///
/// Members go on when one has failed; a failure that comes later has nobody
/// to go to any more, and is [reported](crate::unhandled).
///
/// ```
/// use deferred::{gather, succeed, testing::success_result_of};
///
/// let sum = gather([succeed(1), succeed(2)]).map(|numbers| numbers.iter().sum::<i32>());
/// assert_eq!(success_result_of(sum), 3);
/// ```
///
/// Twisted: `gatherResults`.
#[track_caller]
#[doc(alias = "gatherResults")]
pub fn gather<T: 'static, R: ErrorSet>(
    members: impl IntoIterator<Item = Deferred<T, R>>,
) -> Deferred<Vec<T>, R> {
    collect(members, |results, index, outcome| match outcome {
        Ok(value) => {
            keep(results, index, value);
            None
        }
        Err(failure) => Some(failure),
    })
}

/// What a list has so far.
struct Gathering<V: 'static, S: ErrorSet> {
    results: Vec<Option<V>>,
    missing: usize,
    /// `None` once the list has its result.
    resolver: Option<Resolver<Vec<V>, S>>,
}

/// A list that has its result already has no place for more.
fn keep<V>(results: &mut [Option<V>], index: usize, result: V) {
    if let Some(place) = results.get_mut(index) {
        *place = Some(result);
    }
}

/// Notes a member's outcome, or ends the list with a failure.
type Note<T, R, V, S> = fn(&mut Vec<Option<V>>, usize, Outcome<T, R>) -> Option<Failure<S>>;

#[track_caller]
fn collect<T: 'static, R: ErrorSet, V: 'static, S: ErrorSet>(
    members: impl IntoIterator<Item = Deferred<T, R>>,
    note: Note<T, R, V, S>,
) -> Deferred<Vec<V>, S> {
    let members: Vec<_> = members.into_iter().collect();
    let handles = members.iter().map(Deferred::handle).collect();
    let (resolver, all) = pair_over(handles, Location::caller());
    let mut results = Vec::new();
    results.resize_with(members.len(), || None);
    if members.is_empty() {
        resolver.succeed(Vec::new());
        return all;
    }
    let gathering =
        Rc::new(RefCell::new(Gathering { results, missing: members.len(), resolver: Some(resolver) }));
    for (index, member) in members.into_iter().enumerate() {
        let gathering = gathering.clone();
        member.settle_in_flight(move |outcome| arrive(&gathering, index, outcome, note));
    }
    all
}

/// A member has come to its outcome. The list's own callbacks run when nothing is borrowed any more.
fn arrive<T, R: ErrorSet, V, S: ErrorSet>(
    gathering: &RefCell<Gathering<V, S>>,
    index: usize,
    outcome: Outcome<T, R>,
    note: Note<T, R, V, S>,
) {
    let mut list = gathering.borrow_mut();
    let failure = note(&mut list.results, index, outcome);
    list.missing -= 1;
    let done = failure.is_some() || list.missing == 0;
    let resolver = if done { list.resolver.take() } else { None };
    let results = if done { core::mem::take(&mut list.results) } else { Vec::new() };
    drop(list);
    match (resolver, failure) {
        (Some(resolver), None) => resolver.succeed(results.into_iter().flatten().collect()),
        (Some(resolver), Some(failure)) => resolver.resolve(Err(failure)),
        (None, Some(late)) => drop(late),
        (None, None) => {}
    }
}
