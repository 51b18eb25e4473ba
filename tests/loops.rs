//! A loop written as a recursion, `step().then(|_| again())`, takes constant memory and constant stack.

mod common;
#[path = "common/long.rs"]
mod long;

use common::taken_by;
use deferred::{Deferred, Resolver, chain, succeed, testing::success_result_of};
use long::links;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

const STACK: usize = 256 * 1024;

/// Some bookkeeping, and not a byte for each step.
const CONSTANT: usize = 64 * 1024;

/// Runs `test` on a small stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

/// Steps that somebody else fires, later.
#[derive(Clone, Default)]
struct Steps {
    waiting: Rc<RefCell<VecDeque<Resolver<()>>>>,
    left: Rc<Cell<usize>>,
}

impl Steps {
    fn step(&self) -> Deferred<()> {
        let (resolver, d) = Deferred::pending();
        self.waiting.borrow_mut().push_back(resolver);
        d
    }

    fn fire_all(&self) {
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            match next {
                Some(resolver) => resolver.succeed(()),
                None => return,
            }
        }
    }

    fn is_over(&self) -> bool {
        self.left.set(self.left.get() - 1);
        self.left.get() == 0
    }
}

fn forever(steps: Steps) -> Deferred<()> {
    chain! {
        steps.step();
        then move |()| if steps.is_over() { succeed(()) } else { forever(steps) },
    }
}

fn at_once(left: usize) -> Deferred<()> {
    chain! {
        succeed(());
        then move |()| if left == 0 { succeed(()) } else { at_once(left - 1) },
    }
}

fn at_once_with_methods(left: usize) -> Deferred<()> {
    succeed(()).then(move |()| if left == 0 { succeed(()) } else { at_once_with_methods(left - 1) })
}

/// The same on an error: the handler goes on with the loop.
fn forever_failing(steps: Steps) -> Deferred<()> {
    chain! {
        steps.step();
        then |()| Err::<(), _>("this step failed"),
        catch |_: &str| (),
        then move |()| if steps.is_over() { succeed(()) } else { forever_failing(steps) },
    }
}

/// The retry stands in the handler itself.
fn retrying(steps: Steps) -> Deferred<()> {
    chain! {
        steps.step();
        then |()| Err::<(), _>("this step failed"),
        catch move |_: &str| if steps.is_over() { succeed(()) } else { retrying(steps) },
    }
}

fn run_waiting(program: fn(Steps) -> Deferred<()>) {
    let steps = Steps::default();
    steps.left.set(links());
    let ((), taken) = taken_by(|| {
        let done = program(steps.clone());
        steps.fire_all();
        success_result_of(done);
    });
    assert_eq!(steps.left.get(), 0);
    assert!(taken.peak < CONSTANT, "{taken:?}");
}

#[test]
fn steps_that_wait() {
    on_a_small_stack(|| run_waiting(forever));
}

#[test]
fn steps_that_fail() {
    on_a_small_stack(|| run_waiting(forever_failing));
}

#[test]
fn steps_that_are_retried() {
    on_a_small_stack(|| run_waiting(retrying));
}

#[test]
fn steps_that_are_ready() {
    on_a_small_stack(|| {
        let ((), taken) = taken_by(|| success_result_of(at_once(links())));
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
}

#[test]
fn steps_that_are_ready_with_methods() {
    on_a_small_stack(|| {
        let ((), taken) = taken_by(|| success_result_of(at_once_with_methods(links())));
        assert!(taken.peak < CONSTANT, "{taken:?}");
    });
}
