//! However many are awaited, one after the other, the stack does not grow, nor does the memory.

#[path = "../common/mod.rs"]
mod common;

use crate::{kept, poll};
use common::taken_by;
use deferred::{Deferred, succeed};
use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

const STEPS: u32 = if cfg!(miri) { 100 } else { 100_000 };

fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

#[test]
fn case_44_ready_awaits_never_grow_the_stack() {
    on_a_small_stack(|| {
        let count = async {
            let mut sum = 0;
            for _ in 0..STEPS {
                let Ok(n) = succeed(1).await;
                sum += n;
            }
            sum
        };
        let (sum, taken) = taken_by(|| poll(pin!(count)));
        assert_eq!(sum, Poll::Ready(STEPS));
        assert_eq!(taken.allocations, 0);
    });
}

#[test]
fn case_44_awaits_that_are_fired_later_do_not_either() {
    on_a_small_stack(|| {
        let current = Rc::new(RefCell::new(None));
        let fires = current.clone();
        let (d, task): (Deferred<u32>, _) = kept(async move {
            let mut sum = 0;
            for _ in 0..STEPS {
                let (resolver, d) = Deferred::<u32>::pending();
                fires.replace(Some(resolver));
                sum += d.await?;
            }
            Ok(sum)
        });
        let mut task = Box::pin(task);
        let ((), taken) = taken_by(|| {
            while poll(task.as_mut()).is_pending() {
                current.take().expect("it waits").succeed(1);
            }
        });
        assert_eq!(deferred::testing::success_result_of(d), STEPS);
        assert!(taken.peak < 64 * 1024, "{taken:?}");
    });
}
