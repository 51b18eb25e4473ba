//! What the crate raises itself, `Cancelled` and `Abandoned`, goes to its place in the set. Where another member turned out to be of that
//! type, nobody knows any more which place is meant: then it goes nowhere rather than to a handler of something else.

use crate::Fault;
use deferred::testing::{self, success_result_of};
use deferred::{Abandoned, Cancelled, Deferred, chain, list, unhandled};
use std::cell::Cell;
use std::fmt::Debug;
use std::rc::Rc;

fn hidden<E: Fault>(e: E) -> impl Debug + 'static {
    e
}

/// The set of an error whose type is hidden, of the type of `_like`.
fn beside<O: Fault, X: Fault>(_like: O) -> (deferred::Resolver<u8, (O, X)>, Deferred<u8, (O, X)>) {
    Deferred::pending()
}

#[test]
fn an_abandonment_goes_to_its_place_if_there_is_one() {
    fn abandoned<E: Fault>() -> Option<&'static str> {
        let watch = unhandled::watch();
        let (resolver, d) = Deferred::<u8, (E, Abandoned)>::pending();
        let d = chain! { d; then |_| "neither", catch |_: E| "E", catch |_: Abandoned| "Abandoned" };
        drop(resolver);
        let came = d.try_outcome().ok().map(|Ok(came)| came);
        // What did not arrive is reported.
        assert_eq!(watch.finish().len(), usize::from(came.is_none()));
        came
    }
    assert_eq!(abandoned::<u8>(), Some("Abandoned"));
    assert_eq!(abandoned::<Abandoned>(), None);
}

#[test]
fn a_cancel_goes_to_its_place_if_there_is_one() {
    fn cancelled<E: Fault>() -> Option<&'static str> {
        let (resolver, d) = Deferred::<u8, (E, Cancelled)>::pending();
        let stop = d.cancel_handle();
        let d = chain! { d; then |_| "neither", catch |_: E| "E", catch |_: Cancelled| "Cancelled" };
        stop.cancel();
        match d.try_outcome() {
            Ok(Ok(came)) => Some(came),
            Err(waiting) => {
                // It was not cancelled, so what is fired arrives.
                assert!(!resolver.is_cancelled());
                resolver.succeed(1);
                assert_eq!(success_result_of(waiting), "neither");
                None
            }
        }
    }
    assert_eq!(cancelled::<u8>(), Some("Cancelled"));
    assert_eq!(cancelled::<Cancelled>(), None);
}

#[test]
fn an_error_whose_type_is_hidden_is_not_taken_for_a_signal() {
    let (resolver, d) = beside::<_, Cancelled>(hidden(Cancelled));
    d.cancel();
    assert!(!resolver.is_cancelled());
    resolver.succeed(1);
    assert_eq!(success_result_of(d.catch_all(|_| 0)), 1);

    let watch = unhandled::watch();
    let (resolver, d) = beside::<_, Abandoned>(hidden(Abandoned));
    let d = chain! { d; then |_| (), catch |_| panic!("it was given to a handler") };
    drop(resolver);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn an_error_that_looks_like_the_cancel_of_a_list_is_not_dropped_in_silence() {
    fn reports<E: Fault>(e: E) -> usize {
        let watch = unhandled::watch();
        let (resolvers, members): (Vec<_>, Vec<_>) =
            (0..2).map(|_| Deferred::<u8, (E, Cancelled)>::pending()).unzip();
        let race = chain! { deferred::race(members); then |(_, first)| first, catch |_| 0 };
        let mut resolvers = resolvers.into_iter();
        resolvers.next().expect("two were made").succeed(1);
        assert_eq!(success_result_of(race), 1);
        let second = resolvers.next().expect("two were made");
        let late = chain! { Deferred::<u8, (E,)>::fail(e); raises at most E | Cancelled };
        late.chain_into(second);
        watch.finish().len()
    }
    // The other was cancelled where it can be: then what comes later is dropped, as it is of any cancel.
    assert_eq!(reports(1_u8), 0);
    assert_eq!(reports(Cancelled), 1);
}

#[test]
fn a_list_of_what_was_abandoned_is_abandoned() {
    let (resolver, d) = Deferred::<u8, (Abandoned,)>::pending();
    let all = list([d]);
    drop(resolver);
    assert!(success_result_of(all)[0].as_ref().is_err_and(|failure| failure.is::<Abandoned>()));
    assert!(testing::success_result_of(deferred::succeed(true)));
}

/// What cannot say that it was cancelled is not ended.
#[test]
fn a_canceller_runs_only_where_there_is_a_place_for_what_comes_of_it() {
    fn each<E: Fault>() -> [(&'static str, bool); 3] {
        let told = |d: Deferred<u8, (E, Cancelled)>| {
            let d = chain! { d; then |_| "neither", catch |_: E| "E", catch |_: Cancelled| "Cancelled" };
            success_result_of(d)
        };
        let has_run = Rc::new(Cell::new(false));
        let canceller = || {
            let has_run = has_run.clone();
            has_run.set(false);
            move || has_run.set(true)
        };

        let (resolver, cancellable) = Deferred::cancellable(canceller());
        cancellable.cancel();
        let _ = resolver.try_succeed(1);
        let cancellable = (told(cancellable), has_run.get());

        let mut resolver = None;
        let begun = Deferred::begun(|begun| {
            resolver = Some(begun);
            canceller()
        });
        begun.cancel();
        let _ = resolver.expect("it was begun").try_succeed(1);
        let begun = (told(begun), has_run.get());

        let (resolver, behind) = Deferred::<u8, (E,)>::pending();
        let protected = behind.protect();
        protected.cancel();
        let is_ready = protected.is_ready();
        resolver.succeed(1);
        [cancellable, begun, (told(protected), is_ready)]
    }
    assert_eq!(each::<u8>(), [("Cancelled", true); 3]);
    assert_eq!(each::<Cancelled>(), [("neither", false); 3]);
}
