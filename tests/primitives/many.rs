//! However many wait, handing on takes constant stack, and those who have gone take no memory.

#[path = "../common/mod.rs"]
mod common;

use common::taken_by;
use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Cancelled, Deferred, Lock, Queue, chain};
use std::cell::Cell;
use std::rc::Rc;

const STACK: usize = 256 * 1024;

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

#[test]
fn a_lock_goes_through_a_hundred_thousand_on_constant_stack() {
    const WAITERS: u64 = 100_000;
    on_a_small_stack(|| {
        let lock = Lock::new(0_u64);
        let guard = success_result_of(lock.acquire());
        for _ in 0..WAITERS {
            drop(chain! { lock.acquire(); then |mut n| *n += 1 });
        }
        assert_eq!(lock.waiting(), WAITERS as usize);
        drop(guard);
        assert_eq!(lock.try_acquire().map(|n| *n), Some(WAITERS));
    });
}

#[test]
fn a_lock_that_many_run_under_goes_through_them() {
    on_a_small_stack(|| {
        let lock = Lock::new(0_u32);
        let guard = success_result_of(lock.acquire());
        let done = Rc::new(Cell::new(0_u32));
        for _ in 0..100_000 {
            let counts = done.clone();
            let run: Deferred<(), (Cancelled,)> = lock.run(|n| {
                *n += 1;
                Deferred::<_>::succeed(())
            });
            drop(chain! { run; then move |()| counts.set(counts.get() + 1) });
        }
        drop(guard);
        assert_eq!(done.get(), 100_000);
        assert_eq!(lock.try_acquire().map(|n| *n), Some(100_000));
    });
}

#[test]
fn a_million_who_gave_up_take_no_memory() {
    let queue = Queue::<u8>::new();
    let first = queue.get();
    let ((), taken) = taken_by(|| {
        for _ in 0..500_000 {
            let d = queue.get();
            d.cancel();
            assert!(failure_result_of(d).is::<Cancelled>());
            drop(queue.get());
        }
    });
    assert!(taken.peak < 16 * 1024, "{taken:?}");
    queue.put(7).expect("no limit");
    assert_eq!(success_result_of(first).accept(), 7);
}
