//! A resolver that is dropped unfired abandons its chain, and says so.

use deferred::testing::{assert_no_result, success_result_of};
use deferred::{Abandoned, Cancelled, Deferred, chain, list, threads, unhandled};

#[test]
fn a_chain_that_has_abandoned_in_its_set_gets_it() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32, (&str, Abandoned)>::pending();
    let d = chain! { d; then |n| n + 1, catch |_: Abandoned| 7, catch |_: &str| 8 };
    drop(resolver);
    assert_eq!(success_result_of(d), 7);
    watch.assert_nothing();
}

#[test]
fn otherwise_it_is_reported_with_where_the_pair_was_made() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    let line = line!() - 1;
    let d = chain! { d; then |n| n + 1 };
    drop(resolver);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1);
    assert!(reports[0].contains(&format!("{}:{line}:", file!())), "{}", reports[0]);
    assert!(reports[0].contains("in `pending`"), "{}", reports[0]);
    drop(assert_no_result(d));
}

#[test]
fn nobody_waits_so_nothing_is_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    drop(d);
    drop(resolver);
    watch.assert_nothing();
}

#[test]
fn callbacks_that_nobody_holds_still_wait() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    chain! { d; then |_| () }.detach();
    drop(resolver);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn one_report_for_a_chain_of_chains() {
    let watch = unhandled::watch();
    let (resolver, mut d) = Deferred::<i32>::pending();
    for _ in 0..10 {
        d = chain! { d; then |n| n + 1 };
    }
    let (outer, last) = Deferred::<i32>::pending();
    d.chain_into(outer);
    drop(resolver);
    drop(last);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn callbacks_attached_to_an_abandoned_one_are_dropped_at_once() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    drop(resolver);
    let held = std::rc::Rc::new(());
    let inside = held.clone();
    let d = chain! { d; then move |_| drop(inside) };
    assert_eq!(std::rc::Rc::strong_count(&held), 1);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn an_abandoned_member_abandons_its_list() {
    let watch = unhandled::watch();
    let (first, a) = Deferred::<i32>::pending();
    let (second, b) = Deferred::<i32>::pending();
    let all = list([a, b]);
    drop(first);
    second.succeed(2);
    drop(assert_no_result(all));
    let reports = watch.finish();
    assert_eq!(reports.len(), 2, "the member and the list: {reports:?}");
}

#[test]
fn a_deferred_that_waits_for_its_own_resolver_is_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    let d = chain! { d; then |n| n + 1 };
    d.chain_into(resolver);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_only_follows_an_abandoned_one_is_not_reported_again() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    let d: Deferred<i32, (Cancelled,)> = d.uncancellable().protect();
    drop(resolver);
    drop(assert_no_result(d));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn what_goes_on_elsewhere_is_not_reported_again() {
    let reports = |hop: fn(threads::Deferred<i32>) -> threads::Deferred<i32>| {
        let watch = unhandled::watch();
        let (resolver, d) = threads::pending::<i32, ()>();
        let d = hop(d);
        drop(resolver);
        assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
        watch.finish().len()
    };
    assert_eq!(reports(|d| d.via(|job: threads::Job| job())), 1);
    assert_eq!(reports(|d| d.via(|job: threads::Job| job()).via(|job: threads::Job| job())), 1);
    assert_eq!(reports(|d| d.map(|n| n).via(|job: threads::Job| job()).map(|n| n)), 1);
}

#[test]
fn a_job_that_its_executor_drops_is_reported_of_the_hop() {
    let watch = unhandled::watch();
    let (resolver, d) = threads::pending::<i32, ()>();
    let d = d.via(drop::<threads::Job>);
    resolver.succeed(1);
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn a_pair_that_nobody_looks_at_is_not_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = Deferred::<i32>::pending();
    drop(d);
    drop(resolver);
    watch.assert_nothing();
}
