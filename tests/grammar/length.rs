//! A chain may be as long as it likes: the expansion is cut into segments, which nobody sees.

use crate::errors::A;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Resolver, chain};
use std::cell::RefCell;

/// What fires a stage, and what the stage was given.
type Waiting = (Resolver<u16, (A,)>, u16);

thread_local! {
    static WAITING: RefCell<Vec<Waiting>> = const { RefCell::new(Vec::new()) };
}

/// Comes later to one more; to an error where it is `failing`.
fn later(n: u16) -> Deferred<u16, (A,)> {
    let (resolver, d) = Deferred::pending();
    WAITING.with_borrow_mut(|waiting| waiting.push((resolver, n)));
    d
}

fn at_once(n: u16) -> Deferred<u16, (A,)> {
    Deferred::succeed(n + 1)
}

/// Fires what waits, one after the other; the one that waits with `failing` fails.
fn fire(failing: Option<u16>) -> u16 {
    let mut fired = 0;
    while let Some((resolver, n)) = WAITING.with_borrow_mut(Vec::pop) {
        fired += 1;
        if failing == Some(n) { resolver.fail(A(1)) } else { resolver.succeed(n + 1) }
    }
    fired
}

/// Forty stages, each of them `$f`.
macro_rules! forty {
    ($source:expr, $f:expr) => {
        chain! {
            $source;
            then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f,
            then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f,
            then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f,
            then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f, then $f,
        }
    };
}

#[test]
fn forty_stages_that_do_not_wait() {
    let d = forty!(Deferred::<u16, (A,)>::succeed(0), |n| n + 1);
    assert_eq!(success_result_of(d), 40);
    let d = forty!(Deferred::<u16, (A,)>::succeed(0), at_once);
    assert_eq!(success_result_of(d), 40);
}

#[test]
fn forty_stages_that_wait_each() {
    let d = forty!(Deferred::<u16, (A,)>::succeed(0), later);
    assert_eq!(fire(None), 40);
    assert_eq!(success_result_of(d), 40);
}

#[test]
fn any_one_of_forty_stages_may_fail() {
    for failing in 0..40 {
        let d = forty!(Deferred::<u16, (A,)>::succeed(0), later);
        assert_eq!(fire(Some(failing)), failing + 1);
        assert_eq!(failure_result_of(d).only(), A(1));
    }
}

#[test]
fn any_one_of_forty_stages_may_wait() {
    for waiting in 0..40 {
        let d = forty!(Deferred::<u16, (A,)>::succeed(0), move |n| if n == waiting {
            later(n)
        } else {
            at_once(n)
        });
        assert_eq!(fire(None), 1);
        assert_eq!(success_result_of(d), 40);
    }
}

#[test]
fn a_failure_passes_all_forty() {
    let d = forty!(Deferred::<u16, (A,)>::fail(A(3)), |_| -> u16 { panic!("there is no value") });
    assert_eq!(failure_result_of(d).only(), A(3));
}
