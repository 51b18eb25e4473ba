//! Other ways to make Deferreds that cross threads.

use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{chain, threads};
use std::num::ParseIntError;
use std::thread;

#[test]
fn a_function_that_answers_now_or_later_is_attempted() {
    let now = threads::attempt(|| "x".parse::<u32>());
    assert!(failure_result_of(now).is::<ParseIntError>());
    let (resolver, later) = threads::pending::<u32, ()>();
    let later = threads::attempt(|| later);
    thread::spawn(move || resolver.succeed(1)).join().unwrap();
    assert_eq!(success_result_of(later), 1);
}

#[test]
fn what_is_paused_goes_on_where_the_guard_goes() {
    let (resolver, d) = threads::pending::<u32, ()>();
    let (pause, d) = d.paused();
    let d = chain! { d; then |_| thread::current().id() };
    thread::spawn(move || resolver.succeed(1)).join().unwrap();
    let d = assert_no_result(d);
    let worker = thread::spawn(move || drop(pause));
    let id = worker.thread().id();
    worker.join().unwrap();
    assert_eq!(success_result_of(d), id);
}
