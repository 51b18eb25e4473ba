//! Wakes that come on other threads.

use deferred::testing::success_result_of;
use deferred::threads::{self, Inbox};
use deferred::{Cancelled, Deferred, chain, run};
use std::ffi::c_void;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::ptr;
use std::rc::Rc;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

/// Ready once another thread has opened it.
#[derive(Clone, Default)]
struct Gate(Arc<Mutex<(bool, Option<Waker>)>>);

impl Gate {
    fn open(&self) {
        let waker = {
            let mut state = self.0.lock().unwrap();
            state.0 = true;
            state.1.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }
}

impl Future for Gate {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.0.lock().unwrap();
        if state.0 {
            return Poll::Ready(());
        }
        state.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

#[test]
fn a_plain_future_is_not_polled_elsewhere_and_the_panic_names_the_way_out() {
    let gate = Gate::default();
    let waits = gate.clone();
    let d: Deferred<()> = run(async {
        waits.await;
        Ok(())
    });
    let opened =
        thread::spawn(move || catch_unwind(AssertUnwindSafe(|| gate.open())).unwrap_err()).join().unwrap();
    let said = opened.downcast_ref::<&str>().unwrap();
    assert!(said.contains("Inbox::poll") && said.contains("threads::run"), "{said}");
    assert!(said.contains("[E-woken-on-another-thread]"), "{said}");
    assert!(!d.is_ready());
}

#[test]
fn a_wake_after_the_end_is_no_mistake_anywhere() {
    let gate = Gate::default();
    let mut waits = gate.clone();
    let d: Deferred<()> = run(std::future::poll_fn(move |context| {
        assert!(Pin::new(&mut waits).poll(context).is_pending());
        Poll::Ready(Ok(()))
    }));
    success_result_of(d);
    thread::spawn(move || gate.open()).join().unwrap();
}

#[test]
fn through_an_inbox_it_is_polled_on_its_own_thread() {
    let inbox = Inbox::new();
    let gate = Gate::default();
    let waits = gate.clone();
    let here = thread::current().id();
    let unit = Rc::new(());
    let d: Deferred<bool> = inbox.poll(async move {
        waits.await;
        let _unit = unit;
        Ok(thread::current().id() == here)
    });
    thread::spawn(move || gate.open());
    inbox.run();
    assert!(success_result_of(d));
}

#[test]
fn an_inbox_waits_for_every_future_that_it_polls() {
    let inbox = Inbox::new();
    let done: Vec<Deferred<u32>> = (0..4)
        .map(|n| {
            let (resolver, number) = threads::pending::<u32, ()>();
            thread::spawn(move || resolver.succeed(n));
            inbox.poll(async move { number.await })
        })
        .collect();
    inbox.run();
    assert!(done.into_iter().enumerate().all(|(n, d)| success_result_of(d) == n as u32));
}

#[test]
fn one_that_crosses_threads_is_polled_where_it_is_woken() {
    let gate = Gate::default();
    let waits = gate.clone();
    let d: threads::Deferred<thread::ThreadId> = threads::run(async {
        waits.await;
        Ok(thread::current().id())
    });
    let other = thread::spawn(move || {
        gate.open();
        thread::current().id()
    })
    .join()
    .unwrap();
    assert_eq!(success_result_of(d), other);
}

#[test]
fn many_threads_may_wake_one_future() {
    for _ in 0..200 {
        let (gates, waits): (Vec<Gate>, Vec<Gate>) =
            (0..4).map(|_| Gate::default()).map(|gate| (gate.clone(), gate)).unzip();
        let inbox = Inbox::new();
        let also = waits.clone();
        let crossing: threads::Deferred<u32> = threads::run(async move {
            for gate in waits {
                gate.await;
            }
            Ok(4)
        });
        let opening: Vec<_> = gates.into_iter().map(|gate| thread::spawn(move || gate.open())).collect();
        opening.into_iter().for_each(|thread| thread.join().unwrap());
        assert_eq!(success_result_of(crossing), 4);
        let here: Deferred<u32> = inbox.poll(async move {
            for gate in also {
                gate.await;
            }
            Ok(4)
        });
        inbox.run();
        assert_eq!(success_result_of(here), 4);
    }
}

#[test]
fn a_thread_that_ends_drops_the_futures_that_wait_on_it() {
    struct Says(Arc<Mutex<bool>>);
    impl Drop for Says {
        fn drop(&mut self) {
            *self.0.lock().unwrap() = true;
        }
    }
    let dropped = Arc::new(Mutex::new(false));
    let (gate, says) = (Gate::default(), Says(dropped.clone()));
    let waits = gate.clone();
    thread::spawn(move || {
        let d: Deferred<()> = run(async move {
            let _says = says;
            waits.await;
            Ok(())
        });
        d.detach();
    })
    .join()
    .unwrap();
    assert!(*dropped.lock().unwrap());
}

/// What a future holds, and what its Deferred leads to, is foreign code.
#[test]
fn a_panic_of_what_goes_with_its_thread_does_not_end_the_process_and_the_other_futures_go_too() {
    struct Panics(Arc<Mutex<u8>>);
    impl Drop for Panics {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
            panic!("as it goes");
        }
    }
    let dropped = Arc::new(Mutex::new(0));
    let gates: [Gate; 6] = Default::default();
    let (all, counts) = (gates.clone(), dropped.clone());
    let ended = thread::spawn(move || {
        for waits in all.chunks(2) {
            let [first, second] = waits else { unreachable!("six") };
            let (waits, panics) = (first.clone(), Panics(counts.clone()));
            let d: Deferred<()> = run(async move {
                let _panics = panics;
                waits.await;
                Ok(())
            });
            d.detach();
            let waits = second.clone();
            let d: Deferred<()> = run(async move {
                waits.await;
                Ok(())
            });
            let counts = counts.clone();
            let finally = move || -> () {
                *counts.lock().unwrap() += 1;
                panic!("in the end");
            };
            chain! { d; finally finally }.detach();
        }
    });
    assert!(ended.join().is_ok());
    assert_eq!(*dropped.lock().unwrap(), 6);
    drop(gates);
}

/// A future that still waits goes with its thread, which cancels what it awaits; so a callback runs there, and begins another.
#[test]
fn a_future_that_would_begin_as_its_thread_goes_is_dropped_and_its_deferred_abandoned() {
    /// A resolver that nobody fires or drops; what can be reached from here is no leak.
    static KEPT: AtomicPtr<c_void> = AtomicPtr::new(ptr::null_mut());
    type Waits = Deferred<u8, (Cancelled,)>;
    let ended = thread::spawn(|| {
        let (resolver, d) = Waits::pending();
        KEPT.store(resolver.into_raw::<Waits>(), Ordering::Relaxed);
        let d: Deferred<u8> = chain! { d; catch async |_: Cancelled| 0 };
        let d: Deferred<u8, (Cancelled,)> = d.raises_at_most();
        drop(run::<u8, (Cancelled,), _>(async move { d.await }));
    });
    assert!(ended.join().is_ok());
}

#[test]
fn a_payload_that_panics_as_it_is_dropped_does_not_end_the_process_where_a_thread_ends() {
    struct Bomb;
    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("as the payload goes");
        }
    }
    struct Panics(Arc<Mutex<u8>>);
    impl Drop for Panics {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
            std::panic::panic_any(Bomb);
        }
    }
    let dropped = Arc::new(Mutex::new(0));
    let gates = [Gate::default(), Gate::default()];
    let waits = gates.clone().map(|gate| (gate, Panics(dropped.clone())));
    let thread = thread::spawn(move || {
        for (gate, panics) in waits {
            let d: Deferred<()> = run(async move {
                let _panics = panics;
                gate.await;
                Ok(())
            });
            d.detach();
        }
    });
    thread.join().unwrap();
    assert_eq!(*dropped.lock().unwrap(), 2);
}
