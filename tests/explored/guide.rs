//! The examples of Twisted's guide.

use crate::examples::guide_add_both::{self, Page, TornPage};
use crate::examples::guide_add_callbacks::{Upstream, case_1, case_2};
use crate::examples::guide_chaining::{NoSuchAuthor, returning};
use crate::examples::guide_deferred_list::{Member, add_ten, print_result};
use crate::examples::guide_getter::{self, Getter};
use crate::examples::guide_unhandled_errors::{ValueError, print_or_log, print_twice};
use crate::examples::{guide_errbacks, guide_get_dummy_data, guide_maybe_deferred, guide_visual_explanation};
use deferred::testing::explore;
use deferred::{Deferred, chain, list, unhandled};
use std::cell::Cell;
use std::rc::Rc;

#[test]
fn add_both_and_finally() {
    let explored = explore(|scenario| {
        let ways: [(&str, fn(Page)); 3] = [
            ("both", |page| guide_add_both::read(guide_add_both::with_both(page))),
            ("finally", |page| guide_add_both::read(guide_add_both::with_finally(page))),
            ("arguments", |page| {
                chain! { guide_add_both::extra_arguments(page); catch |_: TornPage| () }.detach()
            }),
        ];
        for (name, reads) in ways {
            let (resolver, page) = Page::pending();
            scenario.resolver(name, resolver).succeeds("Chapter 1").fails(TornPage);
            reads(page);
        }
    });
    assert_eq!(explored.orders(), 6 * 8);
}

#[test]
fn finally_also_where_nobody_fires() {
    let explored = explore(|scenario| {
        let (resolver, page) = Page::pending();
        scenario.resolver("author", resolver).succeeds("Chapter 1").fails(TornPage).is_dropped();
        guide_add_both::read(guide_add_both::with_finally(page));
        scenario.expects_reports();
    });
    assert_eq!(explored.orders(), 3);
}

#[test]
fn callbacks_and_errbacks_of_two_forms() {
    let explored = explore(|scenario| {
        for (name, case) in [("case 1", case_1 as fn(_)), ("case 2", case_2)] {
            let (resolver, d) = Deferred::<i32, (Upstream,)>::pending();
            scenario.resolver(name, resolver).succeeds(0).fails(Upstream);
            case(d);
        }
    });
    assert_eq!(explored.orders(), 2 * 4);
}

#[test]
fn chaining() {
    let explored = explore(|scenario| {
        let (title, a) = Deferred::pending();
        let (author, b) = Deferred::pending();
        scenario.resolver("title", title).succeeds("Solaris");
        scenario.resolver("author", author).succeeds("Stanislaw Lem".to_owned()).fails(NoSuchAuthor);
        returning(a, b);
    });
    assert_eq!(explored.orders(), 2 * 2);
}

#[test]
fn a_list_with_a_callback_on_a_member() {
    let explored = explore(|scenario| {
        let mut members = Vec::new();
        for name in ["one", "two", "three"] {
            let (resolver, member) = Member::pending();
            scenario.resolver(name, resolver).succeeds(name.to_owned()).fails("bang!");
            members.push(chain! { member; then add_ten });
        }
        chain! { list(members); then print_result }.detach();
    });
    assert_eq!(explored.orders(), 6 * 8);
}

#[test]
fn two_getters() {
    let explored = explore(|scenario| {
        for (name, x) in [("odd", 3), ("even", 4)] {
            let (resolver, d) = Deferred::pending();
            scenario.event(name, move || Getter { resolver }.got_results(x));
            let html = chain! { d; then Getter::to_html };
            chain! { html; then guide_getter::print_data, catch guide_getter::print_error }.detach();
        }
    });
    assert_eq!(explored.orders(), 2);
}

#[test]
fn a_user_now_or_later() {
    let explored = explore(|scenario| {
        let (resolver, valid) = Deferred::pending();
        scenario.resolver("Mallory", resolver).succeeds(true).succeeds(false);
        guide_maybe_deferred::authenticate_user(|_| valid, "Mallory");
        scenario.event("Alice", || {
            guide_maybe_deferred::authenticate_user(|_| Deferred::succeed(true), "Alice");
        });
        let (resolver, data) = Deferred::<i32>::pending();
        scenario.resolver("data", resolver).succeeds(9);
        chain! { data; then guide_get_dummy_data::print_data }.detach();
    });
    assert_eq!(explored.orders(), 6 * 2);
}

#[test]
fn what_is_logged_leaves_nothing_to_report() {
    let explored = explore(|scenario| {
        let (resolver, number) = Deferred::pending();
        scenario.resolver("three", resolver).succeeds(3).fails(ValueError("not a number"));
        print_or_log(number);
    });
    assert_eq!(explored.orders(), 2);
}

#[test]
fn what_nobody_handles_is_reported_once_whenever_it_comes() {
    let explored = explore(|scenario| {
        let reports = Rc::new(unhandled::watch());
        let failed = Rc::new(Cell::new(0));
        for (name, print) in [("one", print_twice as fn(_)), ("three", print_or_log)] {
            let (resolver, number) = Deferred::pending();
            print(number);
            let counts = failed.clone();
            scenario.event(name, move || {
                counts.set(counts.get() + usize::from(name == "one"));
                resolver.fail(ValueError("not a number"));
            });
        }
        scenario.expects_reports();
        scenario.at_end(move || {
            let reports = Rc::into_inner(reports).expect("nobody else has it").finish();
            assert_eq!(reports.len(), failed.get());
        });
    });
    assert_eq!(explored.orders(), 2);
}

/// What is ready has one order in itself; beside others it is the same.
#[test]
fn what_is_ready() {
    let functions: [(&str, fn()); 6] = [
        ("breakfast", || [0, 2, 7, 80].into_iter().for_each(guide_errbacks::breakfast)),
        ("trap", || guide_errbacks::breakfast_with_trap(80)),
        ("errbacks", guide_errbacks::errbacks_that_return_something),
        ("passed on", guide_visual_explanation::result_is_passed_on),
        ("switched", guide_visual_explanation::raising_switches_to_errback),
        ("down", guide_visual_explanation::unhandled_failure_goes_down_the_line),
    ];
    let explored = explore(|scenario| {
        functions.into_iter().for_each(|(name, run)| scenario.event(name, run));
    });
    assert_eq!(explored.orders(), 720);
}
