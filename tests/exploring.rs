//! `testing::explore` tries every order of a scenario's events, each once, and tells the one that fails.

use deferred::testing::{Explored, Explorer, Scenario, explore, success_result_of};
use deferred::{
    Abandoned, Cancelled, Deferred, TestClock, TimedOut, chain, first_failure, gather, list, race, threads,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::Duration;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Timeout;

/// The text of the panic of an exploration that fails.
fn panic_of(explored: impl FnOnce() -> Explored) -> String {
    let panic = catch_unwind(AssertUnwindSafe(explored)).expect_err("an order fails");
    panic
        .downcast::<String>()
        .map_or_else(|panic| panic.downcast::<&str>().unwrap().to_string(), |text| *text)
}

/// Explores events of one name each, and gives the orders that were seen.
fn orders_of(build: impl Fn(&mut Scenario, &dyn Fn(&'static str) -> Box<dyn FnOnce()>)) -> Vec<String> {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let explored = explore(|scenario| {
        let order = Rc::new(RefCell::new(String::new()));
        let note = |name: &'static str| -> Box<dyn FnOnce()> {
            let order = order.clone();
            Box::new(move || order.borrow_mut().push_str(name))
        };
        build(scenario, &note);
        let (seen, order) = (seen.clone(), order.clone());
        scenario.at_end(move || seen.borrow_mut().push(order.take()));
    });
    assert_eq!(explored.orders(), seen.borrow().len());
    seen.take()
}

#[test]
fn every_order_of_events_is_tried_once() {
    let orders = orders_of(|scenario, note| {
        scenario.event("a", note("a"));
        scenario.event("b", note("b"));
        scenario.event("c", note("c"));
    });
    assert_eq!(orders, ["abc", "acb", "bac", "bca", "cab", "cba"]);
}

#[test]
fn what_may_happen_happens_at_each_time_or_never() {
    let orders = orders_of(|scenario, note| {
        scenario.event("a", note("a"));
        scenario.maybe("b", note("b"));
        scenario.maybe("c", note("c"));
    });
    let different: BTreeSet<_> = orders.iter().collect();
    assert_eq!(different.len(), orders.len(), "{orders:?}");
    let expected = ["a", "ab", "ac", "ba", "ca", "abc", "acb", "bac", "bca", "cab", "cba"];
    assert_eq!(different.into_iter().map(String::as_str).collect::<BTreeSet<_>>(), expected.into());
}

#[test]
fn a_resolver_does_each_of_what_is_named() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let explored = explore(|scenario| {
        let (resolver, d) = Deferred::<u8, (Timeout, Abandoned)>::pending();
        scenario
            .resolver("answer", resolver)
            .succeeds(1)
            .succeeds(2)
            .fails(Timeout)
            .is_dropped()
            .stays_pending();
        let seen = seen.clone();
        scenario.at_end(move || {
            seen.borrow_mut().push(match d.try_outcome() {
                Ok(Ok(value)) => value.to_string(),
                Ok(Err(failure)) => format!("{failure:?}"),
                Err(_) => "pending".to_string(),
            });
        });
    });
    assert_eq!(explored.orders(), 5);
    assert_eq!(seen.take().len(), 5);
}

#[test]
fn time_passes_between_the_other_events() {
    let orders = orders_of(|scenario, note| {
        let clock = TestClock::new();
        for (seconds, name) in [(1, "1"), (2, "2")] {
            let (due, note) = (deferred::later(&clock, Duration::from_secs(seconds)), note(name));
            chain! { due; then move |()| note(), catch |_: Cancelled| () }.detach();
        }
        scenario.time("clock", &clock, [1, 1].map(Duration::from_secs));
        scenario.event("a", note("a"));
    });
    assert_eq!(orders, ["12a", "1a2", "a12"]);
}

#[test]
fn what_comes_too_late_to_be_noticed_is_not_tried_in_several_orders() {
    let explored = explore(|scenario| {
        let (one, first) = Deferred::<u8, (Cancelled, Timeout)>::pending();
        let (two, second) = Deferred::<u8, (Cancelled, Timeout)>::pending();
        let (three, third) = Deferred::<u8, (Cancelled, Timeout)>::pending();
        scenario.resolver("one", one).succeeds(1).fails(Timeout);
        scenario.resolver("two", two).succeeds(2).fails(Timeout);
        scenario.resolver("three", three).succeeds(3).fails(Timeout);
        let winner = race([first, second, third]);
        scenario.at_end(move || assert!(winner.is_ready()));
        scenario.expects_reports();
    });
    // A value ends it. So 3 begin with one; after each of 3 failures 2 values, or 2 failures with 2 ends each.
    assert_eq!(explored.orders(), 3 + 3 * (2 + 2 * 2));
}

#[test]
fn a_cancel_of_what_has_its_result_is_not_tried() {
    let explored = explore(|scenario| {
        let (resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
        scenario.cancel("user", d.cancel_handle());
        scenario.resolver("answer", resolver).succeeds(1);
        let d = d.catch(|_: Cancelled| 0);
        scenario.at_end(move || assert!(d.is_ready()));
    });
    assert_eq!(explored.orders(), 2);
}

/// Two searches; the answer that comes last is shown, which is wrong if it is not that to the last question.
fn searches(scenario: &mut Scenario) {
    let shown = Rc::new(Cell::new(0));
    for (name, number) in [("stale", 1), ("fresh", 2)] {
        let (resolver, answer) = Deferred::<u8>::pending();
        scenario.resolver(name, resolver).succeeds(number);
        let shows = shown.clone();
        answer.map(move |number| shows.set(number)).detach();
    }
    scenario.at_end(move || assert_eq!(shown.get(), 2, "the fresh answer is shown"));
}

#[test]
fn an_order_that_fails_is_found_and_runs_again_alone() {
    let panic = panic_of(|| explore(searches));
    assert!(panic.contains("the fresh answer is shown"), "{panic}");
    let alone = panic_of(|| Explorer::new().replay("fresh: succeeds; stale: succeeds").run(searches));
    assert_eq!(alone, panic);
    assert_eq!(Explorer::default().replay("stale: succeeds; fresh: succeeds").run(searches).orders(), 1);
}

#[test]
fn an_order_that_fails_is_printed_with_how_to_run_it_alone() {
    const HERE: &str = "EXPLORES_WHAT_FAILS";
    if std::env::var_os(HERE).is_some() {
        explore(searches);
    }
    let mut test = std::process::Command::new(std::env::current_exe().unwrap());
    test.args(["--exact", "an_order_that_fails_is_printed_with_how_to_run_it_alone", "--nocapture"]);
    let printed = String::from_utf8(test.env(HERE, "").output().unwrap().stderr).unwrap();
    let expected = "of the scenario fails:
  1. fresh: succeeds
  2. stale: succeeds
to run it alone: Explorer::new().replay(\"fresh: succeeds; stale: succeeds\").run(..)";
    assert!(printed.contains(expected), "{printed}");
}

#[test]
fn an_order_that_is_none_is_refused() {
    let panic = panic_of(|| Explorer::new().replay("stale: is dropped").run(searches));
    assert!(panic.contains("`stale: is dropped` cannot happen there"), "{panic}");
    assert!(panic.contains("fresh: succeeds"), "{panic}");
    let panic = panic_of(|| Explorer::new().replay("stale: succeeds").run(searches));
    assert!(panic.contains("ends too early"), "{panic}");
}

#[test]
fn a_bound_is_never_silent() {
    let four = |scenario: &mut Scenario| {
        for name in ["a", "b", "c", "d"] {
            scenario.event(name, || {});
        }
    };
    assert_eq!(Explorer::new().at_most(24).run(four).orders(), 24);
    let panic = panic_of(|| Explorer::new().at_most(23).run(four));
    assert!(panic.contains("more than 23 orders"), "{panic}");
}

#[test]
fn what_goes_unhandled_in_one_order_fails_it() {
    let loses = |scenario: &mut Scenario| {
        let (resolver, d) = Deferred::<u8, (Timeout,)>::pending();
        scenario.resolver("answer", resolver).succeeds(1).fails(Timeout);
        drop(d);
    };
    let panic = panic_of(|| explore(loses));
    assert!(panic.contains("not handled") && panic.contains("Timeout"), "{panic}");
    let explored = explore(|scenario| {
        loses(scenario);
        scenario.expects_reports();
    });
    assert_eq!(explored.orders(), 2);
}

#[test]
fn what_must_hold_always_is_asked_after_each_event() {
    let asked = Rc::new(Cell::new(0));
    explore(|scenario| {
        scenario.event("a", || {});
        scenario.event("b", || {});
        let asked = asked.clone();
        scenario.always(move || asked.set(asked.get() + 1));
    });
    assert_eq!(asked.get(), 4);
}

#[test]
fn a_scenario_that_changes_is_refused() {
    let times = Cell::new(0);
    let panic = panic_of(|| {
        explore(|scenario| {
            times.set(times.get() + 1);
            scenario.event("a", || {});
            scenario.event("b", || {});
            if times.get() > 1 {
                scenario.event("c", || {});
            }
        })
    });
    assert!(panic.contains("not the same each time"), "{panic}");
}

#[test]
fn a_list_keeps_the_order_of_its_members_in_whatever_order_they_come() {
    let explored = explore(|scenario| {
        let mut members = Vec::new();
        for name in ["a", "b", "c"] {
            let (resolver, d) = Deferred::<&str, (Timeout,)>::pending();
            scenario.resolver(name, resolver).succeeds(name).fails(Timeout);
            members.push(d);
        }
        let all = list(members);
        scenario.at_end(move || {
            for (outcome, name) in success_result_of(all).into_iter().zip(["a", "b", "c"]) {
                assert!(outcome.is_err() || outcome.is_ok_and(|value| value == name), "in its place");
            }
        });
    });
    assert_eq!(explored.orders(), 6 * 8);
}

#[test]
fn a_gathering_has_all_values_or_one_failure() {
    explore(|scenario| {
        let mut members = Vec::new();
        for (name, value) in [("a", 1), ("b", 2), ("c", 3)] {
            let (resolver, d) = Deferred::<u8, (Timeout,)>::pending();
            scenario.resolver(name, resolver).succeeds(value).fails(Timeout);
            members.push(d);
        }
        let all = first_failure(members);
        scenario.expects_reports();
        scenario.at_end(move || match all.try_outcome() {
            Ok(Ok(values)) => assert_eq!(values, [1, 2, 3]),
            Ok(Err(_)) => {}
            Err(_) => panic!("it is decided when all members are"),
        });
    });
}

#[test]
fn a_timeout_and_an_answer_end_it_once_whoever_is_first() {
    let explored = explore(|scenario| {
        let clock = TestClock::new();
        let (resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
        let ended = Rc::new(Cell::new(0));
        let ends = ended.clone();
        let d: Deferred<u8> = chain! {
            d;
            timeout(&clock, Duration::from_secs(2)),
            finally move || ends.set(ends.get() + 1),
            catch |_: TimedOut| 0,
            catch |_: Cancelled| 9,
        };
        scenario.resolver("answer", resolver).succeeds(1).is_dropped();
        scenario.time("clock", &clock, [1, 1, 1].map(Duration::from_secs));
        scenario.expects_reports();
        scenario.at_end(move || {
            assert_eq!(ended.get(), 1);
            assert!(clock.is_empty(), "the timer is gone");
            drop(d);
        });
    });
    assert_eq!(explored.orders(), 2 * 2 + 1, "after the second step there is nothing to answer any more");
}

#[test]
fn all_who_share_a_result_have_it_in_whatever_order_they_ask() {
    explore(|scenario| {
        let (resolver, d) = Deferred::<u8, (Timeout,)>::pending();
        let shared = d.share();
        scenario.resolver("answer", resolver).succeeds(7).fails(Timeout);
        let all = Rc::new(RefCell::new(Vec::new()));
        for name in ["one asks", "another asks"] {
            let (shared, all) = (shared.clone(), all.clone());
            scenario.event(name, move || {
                let asked = shared.get().catch(|_: Timeout| 0);
                all.borrow_mut().push(asked);
            });
        }
        scenario.at_end(move || {
            let values: Vec<_> = all.take().into_iter().map(success_result_of).collect();
            assert!(values == [7, 7] || values == [0, 0], "{values:?}");
        });
    });
}

#[test]
fn what_crosses_threads_is_explored_on_one() {
    let explored = explore(|scenario| {
        let (one, first) = threads::pending::<u8, ()>();
        let (two, second) = threads::pending::<u8, ()>();
        scenario.resolver("one", one).succeeds(1);
        scenario.resolver("two", two).succeeds(2);
        let all = gather([first, second]);
        scenario.at_end(move || assert_eq!(success_result_of(all), [1, 2]));
    });
    assert_eq!(explored.orders(), 2);
}

/// The name of an error's type may have what stands between events.
#[test]
fn an_order_with_any_error_can_be_run_again() {
    let scenario = |scenario: &mut Scenario| {
        let (one, first) = Deferred::<u8, ([u8; 3],)>::pending();
        let (two, second) = Deferred::<u8>::pending();
        scenario.resolver("one", one).fails([1, 2, 3]).fails([4, 5, 6]);
        scenario.resolver("two", two).succeeds(1);
        let sum = first.catch(|error: [u8; 3]| error[0]);
        scenario.at_end(move || assert!(success_result_of(second) == 1 && success_result_of(sum) < 4));
    };
    let order = "two: succeeds; one: fails with [u8; 3] (2)";
    let failed = panic_of(|| Explorer::new().replay(order).run(scenario));
    assert!(failed.contains("success_result_of(sum) < 4"), "{failed}");
    let order = "one: fails with [u8; 3]; two: succeeds;";
    assert_eq!(Explorer::new().replay(order).run(scenario).orders(), 1);
    let failed = panic_of(|| Explorer::new().replay("two: succeeds").run(scenario));
    assert!(failed.contains("ends too early"), "{failed}");
}
