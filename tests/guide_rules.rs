//! Pins the rules of Twisted's guide to Deferred, a test for each, in the order of the guide.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{Deferred, Failure, OneOf, chain, fail, gather, list, succeed, unhandled};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

#[derive(Debug, PartialEq)]
struct SpamException;
#[derive(Debug, PartialEq)]
struct EggException;
#[derive(Debug, PartialEq)]
struct KitchenFire;

/// What ran, in order.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn note(&self, text: impl Into<String>) {
        self.0.borrow_mut().push(text.into());
    }

    fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

// Callbacks

#[test]
fn callbacks_are_called_once_there_is_a_result() {
    let log = Log::default();
    let (resolver, d) = Deferred::<i32>::pending();
    chain! { d; then { let log = log.clone(); move |data| log.note(format!("{data}")) } }.detach();

    assert!(log.take().is_empty());
    resolver.succeed(9);
    assert_eq!(log.take(), ["9"]);
}

#[test]
fn a_callback_added_to_one_that_has_fired_runs_at_once() {
    let (resolver, d) = Deferred::<i32>::pending();
    resolver.succeed(1);
    let ran = Rc::new(Cell::new(false));
    chain! { d; then { let ran = ran.clone(); move |_| ran.set(true) } }.detach();
    assert!(ran.get());
}

#[test]
fn a_chain_whose_deferred_was_let_go_still_runs() {
    let log = Log::default();
    let (resolver, d) = Deferred::<i32>::pending();
    drop(chain! { d; then { let log = log.clone(); move |n| log.note(format!("{n}")) } });
    resolver.succeed(1);
    assert_eq!(log.take(), ["1"]);
}

// Multiple callbacks

#[test]
fn the_result_of_a_callback_is_the_argument_of_the_next() {
    let d = chain! { succeed(4); then |x| x * 3, then |r| format!("Result: {r}") };
    assert_eq!(success_result_of(d), "Result: 12");
}

#[test]
fn callbacks_are_bypassed_in_case_of_an_error() {
    let d = chain! {
        fail::<i32, _>("You used an odd number!");
        then |_| -> String { unreachable!("the chain has failed") },
        inspect |_| unreachable!("the chain has failed"),
    };
    assert_eq!(failure_result_of(d).only(), "You used an odd number!");
}

// Visual explanation

#[test]
fn an_error_in_a_callback_skips_to_the_next_errback() {
    let d = chain! {
        succeed(1);
        then |_| Err(SpamException),
        then |_: i32| -> i32 { unreachable!("the chain has failed") },
        catch |SpamException: SpamException| 2,
    };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn an_unhandled_failure_is_passed_down_the_line_of_errbacks() {
    let (resolver, d) = Deferred::<_, (SpamException, EggException)>::pending();
    let d = chain! {
        d;
        catch |_: SpamException| "spam",
        catch |_: EggException| "eggs",
    };
    resolver.fail(EggException);
    assert_eq!(success_result_of(d), "eggs");
}

#[test]
fn an_errback_that_does_not_raise_switches_to_callback() {
    let d = chain! {
        fail::<i32, _>(SpamException);
        catch |_: SpamException| 20,
        then |n| n + 1,
    };
    assert_eq!(success_result_of(d), 21);
}

// Errbacks

#[test]
fn an_errback_does_not_run_without_an_error() {
    let (resolver, d) = Deferred::<i32, (SpamException,)>::pending();
    let d = chain! { d; catch |_: SpamException| -> i32 { unreachable!("nothing failed") } };
    resolver.succeed(3);
    assert_eq!(success_result_of(d), 3);
}

#[test]
fn an_errback_that_raises_hands_its_error_to_the_next() {
    let d = chain! {
        fail::<(), _>(SpamException);
        catch |_: SpamException| Err(EggException),
        catch |failure: Failure<(EggException,)>| {
            let replaced = failure.cause().map(|cause| cause.type_name());
            assert!(replaced.is_some_and(|name| name.ends_with("SpamException")), "{failure:?}");
        },
    };
    success_result_of(d);
}

#[test]
fn an_errback_that_returns_its_failure_passes_it_on() {
    let (resolver, d) = Deferred::<i32, (SpamException,)>::pending();
    let d = chain! {
        d;
        catch |failure| {
            assert!(failure.is::<SpamException>());
            Err(failure)
        },
        then |_| -> i32 { unreachable!("the failure was returned") },
    };
    resolver.fail(SpamException);
    let failure: Failure<(SpamException,)> = failure_result_of(d);
    assert!(failure.raised().to_string().ends_with("in `fail`"), "it is the same failure: {failure:?}");
}

#[test]
fn trap_takes_any_of_the_types_it_names() {
    let breakfast = |error: OneOf<(SpamException, EggException, KitchenFire)>| {
        chain! {
            Err::<&str, _>(error);
            catch SpamException | EggException => |e| {
                if e.is::<SpamException>() { "no spam" } else { "no eggs" }
            },
            raises KitchenFire,
        }
    };
    assert_eq!(success_result_of(breakfast(OneOf::new(SpamException))), "no spam");
    assert_eq!(success_result_of(breakfast(OneOf::new(EggException))), "no eggs");
}

#[test]
fn trap_with_no_match_passes_the_failure_on() {
    let (resolver, d) = Deferred::<(), (SpamException, EggException, KitchenFire)>::pending();
    let d = chain! { d; catch SpamException | EggException => |_| () };
    resolver.fail(KitchenFire);
    let failure: Failure<(KitchenFire,)> = failure_result_of(d);
    assert!(failure.raised().to_string().ends_with("in `fail`"), "it is the same failure: {failure:?}");
    assert_eq!(failure.only(), KitchenFire);
}

// addCallback and addErrback, against addCallbacks

#[test]
fn case_1_errback1_sees_an_error_of_callback1() {
    let d = chain! {
        succeed(());
        then |()| Err::<&str, _>(SpamException),
        catch |_: SpamException| "errback1",
        then |seen| seen,
    };
    assert_eq!(success_result_of(d), "errback1");
}

#[test]
fn case_2_errback1_does_not_see_an_error_of_callback1() {
    let d = chain! {
        succeed(()).raises_at_most::<(EggException,), _>();
        then |()| Err::<&str, _>(SpamException) else |_: Failure<(EggException,)>| "errback1",
        then |seen| seen else |failure: Failure<(SpamException,)>| {
            assert_eq!(failure.only(), SpamException);
            "errback2"
        },
    };
    assert_eq!(success_result_of(d), "errback2");
}

#[test]
fn case_2_errback1_sees_an_error_from_upstream() {
    let d = chain! {
        fail::<(), _>(EggException);
        then |()| "callback1" else |_| "errback1",
    };
    assert_eq!(success_result_of(d), "errback1");
}

// Unhandled errors

#[test]
fn an_unhandled_error_is_reported_when_its_deferred_is_dropped() {
    let watch = unhandled::watch();
    let d = chain! { fail::<i32, _>(SpamException); then |n| n + 1 };
    watch.assert_nothing();

    let watch = unhandled::watch();
    drop(d);
    let reports = watch.finish();
    assert_eq!(reports.len(), 1, "{reports:?}");
    assert!(reports[0].contains("SpamException"), "{}", reports[0]);
}

#[test]
fn an_errback_at_the_end_leaves_nothing_to_report() {
    let watch = unhandled::watch();
    let logged = Rc::new(Cell::new(false));
    let log_err = {
        let logged = logged.clone();
        move |_: Failure<(SpamException,)>| logged.set(true)
    };
    chain! { fail::<(), _>(SpamException); catch log_err }.detach();
    assert!(logged.get());
    watch.assert_nothing();
}

// Synchronous or asynchronous results

#[test]
fn maybe_takes_a_function_that_answers_at_once_or_later() {
    fn synchronous(user: &str) -> bool {
        user == "Alice"
    }
    let (resolver, answer) = Deferred::<bool>::pending();
    let asynchronous = |_: &str| answer;

    let at_once = chain! { maybe synchronous("Alice"); then |valid| !valid };
    let later = chain! { maybe asynchronous("Alice"); then |valid| !valid };

    assert!(!success_result_of(at_once));
    let later = assert_no_result(later);
    resolver.succeed(true);
    assert!(!success_result_of(later));
}

// DeferredList

#[test]
fn a_list_fires_when_all_have_completed_with_their_results_in_order() {
    let (first, a) = Deferred::<&str>::pending();
    let (second, b) = Deferred::<&str>::pending();
    let all = list([a, b]);
    second.succeed("two");
    let all = assert_no_result(all);
    first.succeed("one");
    let values: Vec<_> = success_result_of(all).into_iter().flatten().collect();
    assert_eq!(values, ["one", "two"]);
}

#[test]
fn a_list_never_fails() {
    let members = [succeed("one").raises_at_most(), fail("bang!"), succeed("three").raises_at_most()];
    let all: Deferred<_, ()> = list(members);
    let pairs: Vec<_> = success_result_of(all).into_iter().map(|o| o.map_err(Failure::only)).collect();
    assert_eq!(pairs, [Ok("one"), Err("bang!"), Ok("three")]);
}

#[test]
fn a_list_has_what_the_callbacks_added_before_it_gave() {
    let (resolver, member) = Deferred::<&str>::pending();
    let member = chain! { member; then |result| format!("{result} ten") };
    let all = list([member, succeed(String::from("two"))]);
    resolver.succeed("one");
    let values: Vec<_> = success_result_of(all).into_iter().flatten().collect();
    assert_eq!(values, ["one ten", "two"]);
}

#[test]
fn with_fire_on_one_errback_the_list_fails_with_the_first_error() {
    let (_waiting, a) = Deferred::<i32, (SpamException,)>::pending();
    let all = gather([a, fail(SpamException)]);
    assert_eq!(failure_result_of(all).only(), SpamException);
}

#[test]
fn an_error_that_a_list_has_seen_is_not_reported_as_well() {
    let watch = unhandled::watch();
    let outcomes = success_result_of(list([fail::<(), _>(SpamException)]));
    drop(outcomes);
    watch.assert_nothing();
}

// Basic callback functions

#[test]
fn further_arguments_follow_the_result() {
    fn render(page: &str, tag: &str, times: usize) -> String {
        format!("<{tag}>{}</{tag}>", page.repeat(times))
    }
    let tag = String::from("b");
    let d = chain! { succeed("ha"); then render(_, &tag, 2) };
    assert_eq!(success_result_of(d), "<b>haha</b>");
}

#[test]
fn both_runs_on_either_track() {
    let tidy = |d: Deferred<i32, (SpamException,)>| {
        chain! { d; both |outcome| outcome.is_ok() }
    };
    assert!(success_result_of(tidy(Deferred::succeed(1))));
    assert!(!success_result_of(tidy(Deferred::fail(SpamException))));
}

#[test]
fn finally_runs_on_either_track_and_lets_the_outcome_pass() {
    let runs = Rc::new(Cell::new(0));
    let tidy = |d: Deferred<i32, (SpamException,)>| {
        let runs = runs.clone();
        chain! { d; finally move || runs.set(runs.get() + 1) }
    };
    assert_eq!(success_result_of(tidy(Deferred::succeed(1))), 1);
    assert_eq!(failure_result_of(tidy(Deferred::fail(SpamException))).only(), SpamException);
    assert_eq!(runs.get(), 2);
}

// Chaining Deferreds

#[test]
fn a_chain_waits_for_a_deferred_that_a_callback_returns() {
    let log = Log::default();
    let (resolver_a, a) = Deferred::<&str>::pending();
    let (resolver_b, b) = Deferred::<&str>::pending();
    let b = chain! { b; then |value| format!("last result of {value}") };
    let a = chain! {
        a;
        then move |_| b,
        then { let log = log.clone(); move |value| log.note(value) },
    };

    resolver_a.succeed("A");
    assert!(log.take().is_empty(), "B has not fired");
    let a = assert_no_result(a);
    resolver_b.succeed("B");
    assert_eq!(log.take(), ["last result of B"]);
    success_result_of(a);
}

#[test]
fn an_error_of_a_returned_deferred_is_an_error_of_the_chain() {
    let d = chain! {
        succeed(1);
        then |_| fail::<i32, _>(EggException),
        catch |_: EggException| 2,
    };
    assert_eq!(success_result_of(d), 2);
}

#[test]
fn chain_deferred_passes_the_result_so_far_to_the_other_one() {
    let (resolver, other) = Deferred::<i32, (SpamException,)>::pending();
    let d: Deferred<i32, (SpamException,)> = Deferred::succeed(1);
    chain! { d; then |n| n + 1 }.chain_into(resolver);
    assert_eq!(success_result_of(other), 2);

    let (resolver, other) = Deferred::<i32, (SpamException,)>::pending();
    Deferred::fail(SpamException).chain_into(resolver);
    assert_eq!(failure_result_of(other).only(), SpamException);
}
