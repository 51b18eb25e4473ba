//! Futures that wake one another, and wakers that are called where a lock is held.

use deferred::testing::success_result_of;
use deferred::{Deferred, run};
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Poll, Wake, Waker};

#[test]
fn what_it_fires_runs_before_it_goes_on() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let (inner, waits) = Deferred::<()>::pending();
    let (outer, starts) = Deferred::<()>::pending();
    let (first, second) = (log.clone(), log.clone());
    run::<_, (), _>(async move {
        waits.await?;
        first.borrow_mut().push("woken");
        Ok(())
    })
    .detach();
    run::<_, (), _>(async move {
        starts.await?;
        inner.succeed(());
        second.borrow_mut().push("goes on");
        Ok(())
    })
    .detach();
    outer.succeed(());
    assert_eq!(*log.borrow(), ["woken", "goes on"]);
}

/// Wakes several while it holds its lock, which each of them takes when it is polled.
#[derive(Default)]
struct Gate {
    wakers: Mutex<Vec<Waker>>,
}

impl Wake for Gate {
    fn wake(self: Arc<Self>) {
        for waker in self.wakers.lock().unwrap().drain(..) {
            waker.wake();
        }
    }
}

#[test]
fn a_waker_that_holds_a_lock_while_it_wakes_does_not_deadlock() {
    let gate = Arc::new(Gate::default());
    let (resolver, d) = Deferred::<u32>::pending();
    let mut d = d.into_future();
    let opened = Rc::new(RefCell::new(None));
    let waiting: Vec<Deferred<u32>> = (0..3)
        .map(|_| {
            let (gate, opened) = (gate.clone(), opened.clone());
            run(poll_fn(move |context| {
                let mut wakers = gate.wakers.lock().unwrap();
                if let Some(n) = *opened.borrow() {
                    return Poll::Ready(Ok(n));
                }
                wakers.push(context.waker().clone());
                Poll::Pending
            }))
        })
        .collect();
    let waker = Waker::from(gate.clone());
    let mut context = std::task::Context::from_waker(&waker);
    assert!(std::pin::Pin::new(&mut d).poll(&mut context).is_pending());
    *opened.borrow_mut() = Some(7);
    resolver.succeed(1);
    assert!(waiting.into_iter().all(|d| success_result_of(d) == 7));
}

#[test]
fn one_that_panics_does_not_keep_others_from_being_polled() {
    let gate = Arc::new(Gate::default());
    let (resolver, d) = Deferred::<u32>::pending();
    let mut d = d.into_future();
    let opened = Rc::new(RefCell::new(false));
    let mut waiting = Vec::new();
    for number in 0..3 {
        let (gate, opened) = (gate.clone(), opened.clone());
        waiting.push(run::<u32, (), _>(poll_fn(move |context| {
            if *opened.borrow() {
                assert_ne!(number, 0, "the first panics");
                return Poll::Ready(Ok(number));
            }
            gate.wakers.lock().unwrap().push(context.waker().clone());
            Poll::Pending
        })));
    }
    let waker = Waker::from(gate.clone());
    assert!(std::pin::Pin::new(&mut d).poll(&mut std::task::Context::from_waker(&waker)).is_pending());
    *opened.borrow_mut() = true;
    let fired = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| resolver.succeed(1)));
    assert!(fired.is_err());
    assert_eq!(waiting.iter().filter(|d| d.is_ready()).count(), 2);
}
