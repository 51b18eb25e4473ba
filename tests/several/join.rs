//! Members of different types.

use super::{Broken, Log, Member, broken, pending};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{
    Cancelled, Deferred, ErrorSet, Failure, Has, Outcome, chain, fail, join, list, succeed, unhandled,
};
use std::fmt::Debug;

#[derive(Debug, PartialEq)]
struct Offline;

#[derive(Debug, PartialEq)]
struct Missing(u8);

#[test]
fn join_has_the_values_and_the_union_of_the_sets() {
    let (a, text) = Deferred::<String, (Offline, Missing)>::pending();
    let (b, number) = Deferred::<u32, (Missing,)>::pending();
    let all: Deferred<(String, u32, ()), (Offline, Missing)> = join!(text, number, succeed(()));
    b.succeed(2);
    let all = assert_no_result(all);
    a.succeed("one".into());
    assert_eq!(success_result_of(all), ("one".into(), 2, ()));
}

#[test]
fn errors_join_in_the_order_of_the_members_each_once() {
    let (_a, one) = Deferred::<u8, (Missing,)>::pending();
    let (_b, two) = Deferred::<u16, (Cancelled, Missing)>::pending();
    let (_c, three) = Deferred::<u32, (Offline,)>::pending();
    let all: Deferred<(u8, u16, u32), (Missing, Cancelled, Offline)> = join!(one, two, three);
    drop(all);
}

#[test]
fn the_first_failure_in_time_ends_it() {
    let (_a, text) = Deferred::<String, (Offline,)>::pending();
    let (b, number) = Deferred::<u32, (Missing,)>::pending();
    let all = join!(text, number);
    b.fail(Missing(2));
    let failure = failure_result_of(all);
    assert_eq!(failure.check::<Missing>(), Some(&Missing(2)));
}

#[test]
fn case_35_a_late_failure_of_a_tuple_is_reported() {
    let watch = unhandled::watch();
    let (a, text) = Deferred::<String, (Offline,)>::pending();
    let (b, number) = Deferred::<u32, (Missing,)>::pending();
    let all = join!(text, number);
    b.fail(Missing(2));
    a.fail(Offline);
    drop(failure_result_of(all));
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains("Offline"));
}

#[test]
fn case_36_a_cancelled_join_cancels_each_and_reports_none() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (_a, first) = log.pair("first");
    let (_b, second) = log.pair("second");
    let all = join!(first, second, succeed('x'));
    all.cancel();
    assert_eq!(log.taken(), ["first", "second"]);
    assert!(failure_result_of(all).is::<Cancelled>());
    watch.assert_nothing();
}

#[test]
fn arguments_are_evaluated_once_in_their_order() {
    let log = Log::default();
    let note = |name: &'static str| {
        log.note(name);
        succeed(name)
    };
    let all = join!(note("a"), note("b"), note("c"));
    assert_eq!(log.taken(), ["a", "b", "c"]);
    assert_eq!(success_result_of(all), ("a", "b", "c"));
}

#[test]
fn arguments_are_expressions_of_any_form() {
    let map = std::collections::BTreeMap::<u8, u8>::from([(1, 2)]);
    let all = join!(
        if map.is_empty() { succeed(0) } else { succeed(1) },
        match map.get(&1) {
            Some(n) => succeed(Some(*n)),
            None => succeed(None),
        },
        Deferred::<Vec<(u8, u8)>, (Offline,)>::succeed(Vec::<(u8, u8)>::new()),
        [1, 2].into_iter().fold(succeed(0), |sum, n| sum.map(move |sum| sum + n)),
        chain! { succeed(4); then |n| n + 1 },
    );
    assert_eq!(success_result_of(all), (1, Some(2), vec![], 3, 5));
}

#[test]
fn one_is_a_tuple_of_one() {
    assert_eq!(success_result_of(join!(succeed(1))), (1,));
    let (one,) = success_result_of(list!(fail::<(), _>(Offline)));
    assert_eq!(one.map_err(Failure::only), Err(Offline));
}

#[test]
fn sixteen_can_be_joined() {
    let s = succeed::<u8>;
    let all = join!(
        s(0),
        s(1),
        s(2),
        s(3),
        s(4),
        s(5),
        s(6),
        s(7),
        s(8),
        s(9),
        s(10),
        s(11),
        s(12),
        s(13),
        s(14),
        s(15)
    );
    let (first, .., last) = success_result_of(all);
    assert_eq!((first, last), (0, 15));
}

#[test]
fn a_join_stands_in_a_chain() {
    let total = chain! {
        succeed(2_u8);
        then |n| join!(succeed(n), Deferred::<u8, (Missing,)>::succeed(n + 1)),
        then |(a, b)| if a < b { Ok(a + b) } else { Err(Offline) },
        catch |_: Missing| 0,
        catch |_: Offline| 1,
    };
    assert_eq!(success_result_of(total), 5);
}

#[test]
fn the_names_of_the_expansion_are_not_in_the_way() {
    let __join_0 = 1;
    let __join_union = 2;
    let all = join!(succeed(__join_union), succeed(__join_0));
    assert_eq!(success_result_of(all), (2, 1));
}

#[test]
fn a_join_may_be_made_by_a_macro() {
    macro_rules! both {
        ($a:expr, $b:expr) => {
            join!($a, $b, succeed(3))
        };
    }
    assert_eq!(success_result_of(both!(succeed(1), Member::succeed(2))), (1, 2, 3));
}

fn with_a_page<X: Debug + 'static>(d: Deferred<u8, (X,)>) -> Deferred<(u8, u8), (Offline, X)> {
    join!(Deferred::<u8, (Offline,)>::succeed(1), d)
}

#[test]
fn a_join_may_be_of_an_error_that_is_generic() {
    assert_eq!(failure_result_of(with_a_page(fail("x"))).type_name(), "&str");
}

fn generic_list<R: ErrorSet + Has<Broken, P>, P>(
    d: Deferred<i32, R>,
) -> Deferred<(Outcome<i32, R>, Outcome<u8>)> {
    list!(d, succeed(1))
}

#[test]
fn case_32_a_tuple_of_outcomes_never_fails() {
    let (outcome, _) = success_result_of(generic_list(Member::fail(Broken(3))));
    assert_eq!(outcome.as_ref().err().and_then(broken), Some(3));
}

#[test]
fn each_outcome_of_a_tuple_has_the_type_of_its_member() {
    let watch = unhandled::watch();
    let ([a], [member]) = pending();
    type Both = (Outcome<i32, super::Set>, Outcome<char, (Offline,)>);
    let both: Deferred<Both> = list!(member, Deferred::fail(Offline));
    a.fail(Broken(1));
    drop(success_result_of(both));
    watch.assert_nothing();
}

#[test]
fn a_failure_that_waits_in_a_tuple_is_reported_if_the_rest_is_abandoned() {
    let watch = unhandled::watch();
    let ([a], [member]) = pending();
    let both = list!(fail::<(), _>(Offline), member);
    drop(a);
    drop(both);
    assert!(watch.finish().iter().any(|report| report.contains("Offline")));
}

#[test]
fn an_answer_to_the_cancel_of_the_rest_is_no_late_failure_in_whatever_words() {
    let watch = unhandled::watch();
    let (first, a) = Deferred::<u8, (Offline,)>::pending();
    let (other, b) = Deferred::<u8, (Cancelled,)>::pending();
    let all = join!(cancel rest; a, chain! { b; catch |_: Cancelled| Err(Cancelled) });
    first.fail(Offline);
    assert!(other.is_cancelled());
    assert!(failure_result_of(all).is::<Offline>());
    watch.assert_nothing();
}
