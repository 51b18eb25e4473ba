//! A chain of a Deferred that crosses threads.

use deferred::threads::{self, AnyThread};
use deferred::{Cancelled, Deferred, Outcome, chain, testing::success_result_of};
use std::sync::mpsc;
use std::thread;

#[derive(Debug)]
struct Odd(u32);

#[derive(Debug)]
struct Closed;

fn halve(n: u32) -> Result<u32, Odd> {
    if n.is_multiple_of(2) { Ok(n / 2) } else { Err(Odd(n)) }
}

fn crosses<X: Send>(x: X) -> X {
    x
}

#[test]
fn callbacks_run_where_it_is_fired() {
    let (resolver, d) = threads::pending::<u32, ()>();
    let d = chain! { d; then |_| thread::current().id() };
    let fired = thread::spawn(move || {
        resolver.succeed(1);
        thread::current().id()
    });
    let id = fired.join().unwrap();
    assert_eq!(success_result_of(d), id);
}

#[test]
fn callbacks_run_where_they_are_attached_if_the_result_is_there() {
    let (resolver, d) = threads::pending::<u32, ()>();
    thread::spawn(move || resolver.succeed(1)).join().unwrap();
    let d = chain! { d; then |_| thread::current().id() };
    assert_eq!(success_result_of(d), thread::current().id());
}

#[test]
fn every_stage_works_and_what_comes_of_it_crosses_again() {
    let (resolver, d) = threads::pending::<u32, (Closed,)>();
    let (said, heard) = mpsc::channel();
    let d: threads::Deferred<String> = crosses(chain! {
        d;
        then halve,
        inspect |n| assert!(*n < 10),
        then |n| (n > 0).then_some(n).ok_or(Closed) else Err,
        catch |odd: Odd| odd.0,
        both |outcome: Outcome<u32, (Closed,)>| outcome,
        catch Closed => |_| 0,
        raises nothing,
        finally move || said.send("closed").unwrap(),
        then |n| n.to_string(),
    });
    thread::spawn(move || resolver.succeed(7)).join().unwrap();
    assert_eq!(heard.recv(), Ok("closed"));
    assert_eq!(success_result_of(d), "7");
}

#[test]
fn a_callback_that_gives_what_another_thread_fires_is_waited_for() {
    let (resolver, d) = threads::pending::<u32, ()>();
    let (inner_resolver, inner) = threads::pending::<u32, (Odd,)>();
    let d = chain! {
        d;
        then move |n| chain! { inner; then move |m| n + m },
        then |n| n * 2,
        catch |odd: Odd| odd.0,
    };
    let first = thread::spawn(move || resolver.succeed(1));
    let second = thread::spawn(move || inner_resolver.succeed(2));
    first.join().unwrap();
    second.join().unwrap();
    assert_eq!(success_result_of(d), 6);
}

#[test]
fn a_cancel_comes_from_any_thread() {
    let (stopped, heard) = mpsc::channel();
    let (resolver, d) = threads::cancellable::<u32, (Cancelled,), _>(move || stopped.send(()).unwrap());
    let stop = d.cancel_handle();
    let d = chain! { d; catch |_: Cancelled| 0 };
    thread::spawn(move || stop.cancel()).join().unwrap();
    assert_eq!(heard.recv(), Ok(()));
    assert!(resolver.is_cancelled());
    assert_eq!(success_result_of(d), 0);
}

#[test]
fn it_is_as_small_as_one_that_stays() {
    assert_eq!(size_of::<threads::Deferred<u64>>(), size_of::<Deferred<u64>>());
    assert_eq!(size_of::<Deferred<u64, (), AnyThread>>(), 16);
}
