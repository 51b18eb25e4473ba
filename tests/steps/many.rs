//! However many steps there are, they take constant stack and constant memory, whether they are ready or wait.

use crate::Broken;
use crate::common::taken_by;
use deferred::testing::success_result_of;
use deferred::{Cancelled, Deferred, ErrorSet, Resolver, Retry, fold, iterate, retry};
use std::cell::RefCell;
use std::ops::ControlFlow::{Break, Continue};
use std::rc::Rc;

const STACK: usize = 256 * 1024;

/// Some bookkeeping, and not a byte for each step.
const CONSTANT: usize = 64 * 1024;

fn steps() -> u32 {
    u32::try_from(crate::long::links()).expect("so many can be counted")
}

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

/// What the current step waits for.
struct Step<R: ErrorSet>(Rc<RefCell<Option<Resolver<(), R>>>>);

impl<R: ErrorSet> Clone for Step<R> {
    fn clone(&self) -> Self {
        Step(self.0.clone())
    }
}

impl<R: ErrorSet> Step<R> {
    fn new() -> Self {
        Step(Rc::default())
    }

    fn wait(&self) -> Deferred<(), R> {
        let (resolver, d) = Deferred::pending();
        self.0.replace(Some(resolver));
        d
    }

    fn fire_all(&self, fire: impl Fn(Resolver<(), R>)) {
        loop {
            let next = self.0.take();
            match next {
                Some(resolver) => fire(resolver),
                None => return,
            }
        }
    }
}

/// Runs a loop whose steps are ready.
fn ready<T: PartialEq + std::fmt::Debug + Send + 'static, R: ErrorSet>(
    program: impl FnOnce() -> Deferred<T, R> + Send + 'static,
    gives: T,
) {
    on_a_small_stack(move || {
        let (value, taken) = taken_by(|| success_result_of(program()));
        assert_eq!(value, gives);
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
}

/// Runs a loop whose steps wait.
fn pending<T: PartialEq + std::fmt::Debug + Send + 'static, R: ErrorSet>(
    program: impl FnOnce(Step<R>) -> Deferred<T, R> + Send + 'static,
    fire: impl Fn(Resolver<(), R>) + Send + 'static,
    gives: T,
) {
    on_a_small_stack(move || {
        let step = Step::new();
        let (value, taken) = taken_by(|| {
            let d = program(step.clone());
            step.fire_all(fire);
            success_result_of(d)
        });
        assert_eq!(value, gives);
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
}

#[test]
fn iterate_with_steps_that_are_ready() {
    let program =
        || iterate(0, |n| Deferred::<_>::succeed(if n == steps() { Break(n) } else { Continue(n + 1) }));
    ready(program, steps());
}

#[test]
fn iterate_with_steps_that_wait() {
    let program = |step: Step<()>| {
        iterate(0, move |n| step.wait().map(move |()| if n == steps() { Break(n) } else { Continue(n + 1) }))
    };
    pending(program, |resolver| resolver.succeed(()), steps());
}

#[test]
fn iterate_with_steps_that_wait_where_somebody_can_cancel() {
    on_a_small_stack(|| {
        let step = Step::<(Cancelled,)>::new();
        let ((), taken) = taken_by(|| {
            let waits = step.clone();
            let d = iterate(0, move |n| {
                waits.wait().map(move |()| if n == steps() { Break(()) } else { Continue(n + 1) })
            });
            let _stop = d.cancel_handle();
            step.fire_all(|resolver| resolver.succeed(()));
            success_result_of(d);
        });
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
}

#[test]
fn fold_with_steps_that_are_ready() {
    ready(|| fold(0..steps(), 0, |n, _| Deferred::<u32>::succeed(n + 1)), steps());
}

#[test]
fn fold_with_steps_that_wait() {
    let program = |step: Step<()>| fold(0..steps(), 0, move |n, _| step.wait().map(move |()| n + 1));
    pending(program, |resolver| resolver.succeed(()), steps());
}

/// Succeeds at the last attempt.
fn until_the_last(attempts: u64, _: &deferred::Failure<(Broken, Cancelled)>) -> Retry {
    if attempts < u64::from(steps()) { Retry::Now } else { Retry::Stop }
}

#[test]
fn retry_with_attempts_that_are_ready() {
    let program = || retry(until_the_last, || Deferred::<(), _>::fail(Broken(1))).catch_all(|_| ());
    ready(program, ());
}

#[test]
fn retry_with_attempts_that_wait() {
    let program = |step: Step<(Broken, Cancelled)>| {
        retry(until_the_last, move || step.wait()).catch_all(|_| ()).raises_at_most()
    };
    pending(program, |resolver| resolver.fail(Broken(1)), ());
}

#[test]
fn retry_that_waits_between_attempts() {
    let program = |step: Step<(Cancelled,)>| {
        let policy = move |attempts, _: &deferred::Failure<(Broken, Cancelled)>| {
            if attempts < u64::from(steps()) { Retry::After(step.wait()) } else { Retry::Stop }
        };
        retry(policy, || Deferred::<(), _>::fail(Broken(1))).catch_all(|_| ()).raises_at_most()
    };
    pending(program, |resolver| resolver.succeed(()), ());
}
