//! `finally` runs exactly once, on every way out.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, Failure, Outcome, Resolver, chain, fail, succeed, unhandled};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

type Log = Rc<RefCell<Vec<String>>>;

/// A callback that notes how the chain came out.
fn notes<T: std::fmt::Debug>(log: &Log) -> impl FnOnce(Option<&Outcome<T, (&'static str,)>>) + 'static {
    let log = log.clone();
    move |outcome| {
        log.borrow_mut().push(match outcome {
            Some(Ok(value)) => format!("value {value:?}"),
            Some(Err(failure)) => format!("failure {:?}", failure.check::<&str>().expect("the only error")),
            None => "no outcome".to_owned(),
        });
    }
}

type Failing = (&'static str,);

fn pending() -> (Resolver<i32, Failing>, Deferred<i32, Failing>) {
    Deferred::pending()
}

#[test]
fn after_a_value() {
    let log = Log::default();
    let (resolver, d) = pending();
    let last = notes(&log);
    let d = chain! { d; finally last(_) };
    resolver.succeed(1);
    assert_eq!(success_result_of(d), 1);
    assert_eq!(*log.borrow(), ["value 1"]);
}

#[test]
fn after_a_failure() {
    let log = Log::default();
    let (resolver, d) = pending();
    let last = notes(&log);
    let d = chain! { d; finally last(_) };
    resolver.fail("bang!");
    assert_eq!(failure_result_of(d).only(), "bang!");
    assert_eq!(*log.borrow(), [r#"failure "bang!""#]);
}

#[test]
fn after_abandonment() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (resolver, d) = pending();
    let (first, second) = (notes(&log), notes(&log));
    let d = chain! {
        d;
        finally first(_),
        then |n| n + 1,
        finally second(_),
    };
    drop(resolver);
    assert_eq!(*log.borrow(), ["no outcome", "no outcome"]);
    let d = assert_no_result(d);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn after_a_panic_in_another_stage() {
    let log = Log::default();
    let (resolver, d) = pending();
    let (before, after, attached) = (notes(&log), notes(&log), notes(&log));
    let d = chain! {
        d;
        finally before(_),
        then |n: i32| -> i32 { panic!("stage {n}") },
        finally after(_),
    };
    let d = chain! { d; finally attached(_) };
    let panicked = catch_unwind(AssertUnwindSafe(|| resolver.succeed(1)));
    let payload = panicked.expect_err("the panic goes on into whoever fired");
    assert_eq!(payload.downcast_ref::<String>().map(String::as_str), Some("stage 1"));
    assert_eq!(*log.borrow(), ["value 1", "no outcome", "no outcome"]);
    drop(d);
}

#[test]
fn after_a_panic_on_a_source_that_is_ready() {
    let log = Log::default();
    let last = notes::<i32>(&log);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        chain! {
            Deferred::<i32, (&'static str,)>::succeed(1);
            then |n: i32| -> i32 { panic!("stage {n}") },
            finally last(_),
        }
    }));
    assert!(panicked.is_err());
    assert_eq!(*log.borrow(), ["no outcome"]);
}

#[test]
fn when_an_inner_one_is_abandoned() {
    let watch = unhandled::watch();
    let log = Log::default();
    let last = notes::<i32>(&log);
    let (inner, waiting) = pending();
    let d = chain! {
        succeed(1);
        then move |_| waiting,
        finally last(_),
    };
    assert!(log.borrow().is_empty());
    drop(inner);
    assert_eq!(*log.borrow(), ["no outcome"]);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn the_chain_waits_for_what_it_gives() {
    let (closing, closed) = Deferred::<()>::pending();
    let d = chain! { succeed(5); finally move || closed, then |n| n + 1 };
    let d = assert_no_result(d);
    closing.succeed(());
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn its_own_error_joins_the_set() {
    let d: Deferred<i32, (&str,)> = chain! { succeed(1); finally || Err("cannot close") };
    assert_eq!(failure_result_of(d).only(), "cannot close");
}

#[test]
fn when_both_fail_neither_is_lost() {
    #[derive(Debug, PartialEq)]
    struct CannotClose;

    let d = chain! { fail::<i32, _>("bang!"); finally || Err(CannotClose) };
    let failure = failure_result_of(d);
    assert_eq!(failure.suppressed().len(), 1);
    assert_eq!(failure.suppressed()[0].text(), Some("CannotClose"));
    assert_eq!(failure.check::<&str>(), Some(&"bang!"));
}

#[test]
fn an_error_of_its_own_where_there_is_no_chain_left_is_reported() {
    let watch = unhandled::watch();
    let (resolver, d) = pending();
    drop(chain! { d; finally || Err("cannot close") });
    drop(resolver);
    let reports = watch.finish();
    assert_eq!(reports.len(), 2, "{reports:?}");
    assert!(reports.iter().any(|report| report.contains("cannot close")));
}

#[test]
fn the_same_with_the_method() {
    let watch = unhandled::watch();
    let log = Log::default();
    let (resolver, d) = pending();
    let d = d.finally_with(notes(&log));
    drop(resolver);
    assert_eq!(*log.borrow(), ["no outcome"]);
    drop(d);
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn it_cannot_swallow_a_failure() {
    let d = chain! { fail::<i32, _>("bang!"); finally || () };
    let failure: Failure<(&str,)> = failure_result_of(d);
    assert_eq!(failure.only(), "bang!");
}

/// A second panic would end the process, and with it the `finally` behind.
#[test]
fn one_that_panics_because_of_a_panic_does_not_keep_the_others_from_running() {
    let log = Log::default();
    let (resolver, d) = pending();
    let last = notes::<i32>(&log);
    let d = chain! {
        d;
        then |n: i32| -> i32 { panic!("stage {n}") },
        finally || panic!("and the clean-up, too"),
        finally last(_),
    };
    let panicked = catch_unwind(AssertUnwindSafe(|| resolver.succeed(1)));
    let payload = panicked.expect_err("the first panic goes on");
    assert_eq!(payload.downcast_ref::<String>().map(String::as_str), Some("stage 1"));
    assert_eq!(*log.borrow(), ["no outcome"]);
    drop(d);
}

#[test]
fn a_failure_on_its_way_is_reported_if_the_callback_panics() {
    let watch = unhandled::watch();
    let panicked =
        catch_unwind(AssertUnwindSafe(|| chain! { fail::<i32, _>("bang!"); finally || panic!("no") }));
    assert!(panicked.is_err());
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("bang!"));
}
