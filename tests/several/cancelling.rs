//! A cancel of the result goes to each member, and what comes of it was asked for.

use super::{Broken, Log, Member, Set, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    AllFailed, Cancelled, Deferred, FirstError, TooFew, chain, first_failure, first_success, gather, join,
    list, members, race, some, succeed, unhandled,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

#[test]
fn case_36_a_cancelled_gathering_cancels_each_and_reports_none() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let all = gather([first, second]);
    all.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn case_36_one_canceller_that_panics_does_not_keep_the_others_from_running() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = Member::cancellable(|| panic!("second"));
    let (_c, third) = log.pair("third");
    let all = gather([first, second, third]);
    assert!(catch_unwind(AssertUnwindSafe(|| all.cancel())).is_err());
    assert_eq!(log.taken(), ["first", "third"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn case_36_all_of_them_may_panic() {
    let (_a, first) = Member::cancellable(|| panic!("first"));
    let (_b, second) = Member::cancellable(|| panic!("second"));
    let all = gather([first, second]);
    assert!(catch_unwind(AssertUnwindSafe(|| all.cancel())).is_err());
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn members_that_have_ended_are_not_cancelled() {
    let log = Log::default();
    let (a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let all = gather([first, second]);
    a.succeed(1);
    all.cancel();
    all.cancel();
    assert_eq!(log.taken(), ["second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
}

#[test]
fn a_member_that_fails_otherwise_when_it_is_cancelled_says_how_the_gathering_ended() {
    let watch = unhandled::watch();
    let (_a, first) = Member::cancellable_with(|| Err::<i32, _>(Broken(1)));
    let (_b, second) = Member::cancellable_with(|| Err::<i32, _>(Broken(72)));
    let all = gather([first, second]);
    all.cancel();
    assert_eq!(broken(&failure_result_of(all)), Some(1));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "that one was not asked for: {reports:?}");
    assert!(reports[0].contains("Broken(72)"));
}

#[test]
fn members_that_all_have_a_value_when_they_are_cancelled_make_the_result() {
    let (_a, first) = Member::cancellable_with(|| Ok::<_, Broken>(1));
    let (_b, second) = Member::cancellable_with(|| Ok::<_, Broken>(2));
    let all = gather([first, second]);
    all.cancel();
    assert_eq!(success_result_of(all), [1, 2]);
}

#[test]
fn a_gathering_waits_for_a_member_that_cannot_be_cancelled() {
    let log = Log::default();
    let (_other, stopped) = log.pair("stopped");
    let (save, saved) = Member::pending();
    let all = members([stopped.catch(|_: Cancelled| 0).raises_at_most(), saved.uncancellable()]).gather();
    all.cancel();
    assert_eq!(log.taken(), ["stopped"]);
    let all = assert_no_result(all);
    save.succeed(1);
    assert_eq!(success_result_of(all), [0, 1]);
}

/// What a chain comes to that hands an outcome on as a value.
type Handed<T, E> = Deferred<deferred::Outcome<T, E>, (Cancelled,)>;

/// A chain that waits for a result of each shape, and is cancelled.
fn stopped<T: 'static, E: deferred::ErrorSet>(
    shape: impl FnOnce([Member; 2]) -> Deferred<T, E> + 'static,
) -> (Vec<String>, Handed<T, E>) {
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let (start, source) = Deferred::<(), (Cancelled,)>::pending();
    let d = chain! { source; then move |()| shape([first, second]).both(succeed) };
    start.succeed(());
    d.cancel();
    (log.taken(), d)
}

#[test]
fn case_36_what_waits_for_a_result_of_any_shape_cancels_each_member() {
    let watch = unhandled::watch();
    let each = ["first", "second"];
    let (asked, d) = stopped(|both| list(both));
    assert_eq!(asked, each);
    assert_eq!(success_result_of(d).unwrap().len(), 2);

    let (asked, d) = stopped(|both| first_failure(both));
    assert_eq!(asked, each);
    let first: FirstError<Set> = success_result_of(d).unwrap_err().only();
    assert!(first.failure.is::<Cancelled>());

    let (asked, d) = stopped(|both| first_success(both));
    assert_eq!(asked, each);
    let all: AllFailed<Set> = success_result_of(d).unwrap_err().only();
    assert_eq!(all.failures.len(), 2);

    let (asked, d) = stopped(|both| race(both));
    assert_eq!(asked, each);
    assert!(success_result_of(d).unwrap_err().is::<Cancelled>());

    let (asked, d) = stopped(|both| some(1, both));
    assert_eq!(asked, each);
    let few: TooFew<Set> = success_result_of(d).unwrap_err().only();
    assert_eq!(few.failures.len(), 2);

    let (asked, d) = stopped(|[a, b]| join!(a, b));
    assert_eq!(asked, each);
    assert!(success_result_of(d).unwrap_err().is::<Cancelled>());

    let (asked, d) = stopped(|[a, b]| list!(a, b));
    assert_eq!(asked, each);
    let (a, b) = success_result_of(d).unwrap();
    assert!(a.is_err() && b.is_err());
    watch.assert_nothing();
}

#[test]
fn a_race_is_cancelled_where_its_set_was_given_the_cancel() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let first = race([first, second]).raises_at_most::<(AllFailed<Set>, Cancelled), _>();
    first.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(failure_result_of(first).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn a_race_that_a_canceller_wins_has_that_value() {
    let watch = unhandled::watch();
    let (_a, first) = Member::pending();
    let (_b, second) = Member::cancellable_with(|| Ok::<_, Broken>(2));
    let first = race([first, second]).raises_at_most::<(AllFailed<Set>, Cancelled), _>();
    first.cancel();
    assert_eq!(success_result_of(first), (1, 2));
    watch.assert_nothing();
}

#[test]
fn a_member_that_was_cancelled_by_somebody_else_fails_as_any() {
    let watch = unhandled::watch();
    let ([_a, b], [first, second]) = pending();
    let stop = first.cancel_handle();
    let all = gather([first, second]);
    stop.cancel();
    assert!(failure_result_of(all).is::<Cancelled>());
    b.fail(Broken(2));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_cannot_be_cancelled_at_all_is_waited_for() {
    let (resolver, member) = Deferred::<i32>::pending();
    let (start, source) = Deferred::<(), (Cancelled,)>::pending();
    let d = chain! { source; then move |()| gather([member, succeed(2)]) };
    start.succeed(());
    d.cancel();
    let d = assert_no_result(d);
    resolver.succeed(1);
    assert_eq!(success_result_of(d), [1, 2]);
}

#[test]
fn a_result_cancelled_by_a_callback_of_a_member_cancels_the_rest() {
    let watch = unhandled::watch();
    let log = Log::default();
    let ([a], [first]) = pending();
    let (_b, second) = log.pair("second");
    let stop: std::rc::Rc<std::cell::OnceCell<deferred::CancelHandle>> = Default::default();
    let stops = stop.clone();
    let first = first.inspect(move |_| stops.get().unwrap().cancel());
    let all = gather([first, second]);
    stop.set(all.cancel_handle()).unwrap();
    a.succeed(1);
    assert_eq!(log.taken(), ["second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}
