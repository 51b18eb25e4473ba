//! What blocks, on a thread of its own.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::threads::{self, Inbox};
use deferred::{Panicked, chain};
use std::thread;

#[test]
fn it_runs_elsewhere_and_comes_back_by_an_inbox() {
    let (inbox, here) = (Inbox::new(), thread::current().id());
    let elsewhere = threads::defer_to_thread(move || thread::current().id() != here);
    let back =
        chain! { inbox.bring(elsewhere); then move |elsewhere| elsewhere && thread::current().id() == here };
    inbox.run();
    assert!(success_result_of(back.catch(|_: Panicked| false)));
}

#[test]
fn a_panic_there_is_an_error_here() {
    let inbox = Inbox::new();
    let broken = inbox.bring(threads::defer_to_thread(|| -> u32 { panic!("out of paper") }));
    inbox.run();
    assert_eq!(failure_result_of(broken).only().message(), "out of paper");
}

#[test]
fn what_it_gives_may_fail_in_a_way_of_its_own() {
    let inbox = Inbox::new();
    let read = threads::defer_to_thread(|| "x".parse::<u32>());
    let number = chain! {
        inbox.bring(read);
        then |read| read,
        catch |_: std::num::ParseIntError| 7,
        catch |_: Panicked| 0,
    };
    inbox.run();
    assert_eq!(success_result_of(number), 7);
}
