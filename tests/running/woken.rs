//! Who wakes a future, and when: during its own poll, or when another future has taken its place.

use deferred::testing::success_result_of;
use deferred::threads::{self, Inbox};
use deferred::{Abandoned, Cancelled, Deferred, Outcome, run};
use std::cell::RefCell;
use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

/// Fires what it awaits while it is polled, and is not ready by that poll.
macro_rules! fires_what_it_awaits {
    ($resolver:ident, $waits:ident) => {{
        let (mut resolver, mut waits) = (Some($resolver), $waits.into_future());
        poll_fn(move |context| {
            let polled = Pin::new(&mut waits).poll(context);
            if let Some(resolver) = resolver.take() {
                resolver.succeed(7);
            }
            polled
        })
    }};
}

#[test]
fn one_that_is_woken_by_its_own_poll_is_polled_again() {
    let (resolver, waits) = Deferred::<u32>::pending();
    assert_eq!(success_result_of(run(fires_what_it_awaits!(resolver, waits))), 7);
    let (resolver, waits) = threads::pending::<u32, ()>();
    assert_eq!(success_result_of(threads::run(fires_what_it_awaits!(resolver, waits))), 7);
}

/// Keeps the waker of whoever polls it, and counts the polls.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<(Option<Waker>, u32)>>);

impl Kept {
    /// Waits for ever, or is ready at its second poll.
    fn polled(&self, times: u32, context: &Context<'_>) -> bool {
        let mut kept = self.0.lock().unwrap();
        kept.0 = Some(context.waker().clone());
        kept.1 += 1;
        kept.1 >= times
    }

    fn waker(&self) -> Waker {
        self.0.lock().unwrap().0.take().unwrap()
    }
}

fn ready_at_poll(times: u32, kept: &Kept) -> impl Future<Output = Outcome<u32>> + use<> {
    let kept = kept.clone();
    poll_fn(move |context| if kept.polled(times, context) { Poll::Ready(Ok(times)) } else { Poll::Pending })
}

#[test]
fn the_waker_of_one_that_is_over_does_not_wake_the_next() {
    let (first, second) = (Kept::default(), Kept::default());
    assert_eq!(success_result_of(run(ready_at_poll(1, &first))), 1);
    let waits = run(ready_at_poll(2, &second));
    first.waker().wake();
    assert!(!waits.is_ready());
    second.waker().wake();
    assert_eq!(success_result_of(waits), 2);
}

#[test]
fn one_of_an_inbox_is_woken_on_another_thread_whatever_ran_before_it() {
    let (first, second) = (Kept::default(), Kept::default());
    drop((run(ready_at_poll(1, &first)), first.waker()));
    let inbox = Inbox::new();
    let waits = inbox.poll(ready_at_poll(2, &second));
    let waker = second.waker();
    thread::spawn(move || waker.wake()).join().unwrap();
    inbox.run();
    assert_eq!(success_result_of(waits), 2);
}

#[test]
fn one_that_runs_after_one_of_an_inbox_is_not_woken_on_another_thread() {
    let (first, second) = (Kept::default(), Kept::default());
    let inbox = Inbox::new();
    drop((inbox.poll(ready_at_poll(1, &first)), first.waker()));
    let _waits = run(ready_at_poll(2, &second));
    let waker = second.waker();
    let woken = thread::spawn(move || catch_unwind(AssertUnwindSafe(|| waker.wake())).is_err());
    assert!(woken.join().unwrap());
}

#[test]
fn a_cancel_of_one_that_is_dropped_does_not_end_what_its_drop_began() {
    type Begun = Rc<RefCell<Option<Deferred<u32, (Cancelled,)>>>>;
    type Stop = Rc<RefCell<Option<deferred::CancelHandle>>>;

    /// Begins another future as it is dropped, and cancels its own.
    struct Begins(Deferred<u32, (Cancelled,)>, Begun, Stop);
    impl Drop for Begins {
        fn drop(&mut self) {
            let waits = std::mem::replace(&mut self.0, Deferred::succeed(0));
            self.1.replace(Some(run(async { waits.await })));
            let stop = self.2.take().unwrap();
            stop.cancel();
        }
    }

    let (begun, stop) = (Begun::default(), Stop::default());
    let (inner, waits) = Deferred::<u32, (Cancelled,)>::pending();
    let (goes_on, first) = Deferred::<(), (Cancelled,)>::pending();
    let begins = Begins(waits, begun.clone(), stop.clone());
    let outer: Deferred<u32, (Cancelled,)> = run(async move {
        let _begins = begins;
        first.await?;
        // Nobody can wake it from here on.
        pending().await
    });
    stop.replace(Some(outer.cancel_handle()));
    goes_on.succeed(());
    assert!(!inner.is_cancelled());
    inner.succeed(7);
    assert_eq!(success_result_of(begun.take().unwrap()), 7);
}

#[test]
fn across_threads_one_that_awaits_an_abandoned_one_is_dropped_with_notice_given_once() {
    struct Says(Arc<Mutex<u32>>);
    impl Drop for Says {
        fn drop(&mut self) {
            *self.0.lock().unwrap() += 1;
        }
    }
    let watch = deferred::unhandled::watch();
    let dropped = Arc::new(Mutex::new(0));
    let (resolver, waits) = threads::pending::<u32, ()>();
    let says = Says(dropped.clone());
    let kept = Kept::default();
    let keeps = kept.clone();
    let mut waits = waits.into_future();
    let d: threads::Deferred<u32> = threads::run(poll_fn(move |context| {
        let _says = &says;
        keeps.polled(u32::MAX, context);
        Pin::new(&mut waits).poll(context)
    }));
    let d = d.map(|n| n + 1);
    drop(resolver);
    assert_eq!(*dropped.lock().unwrap(), 1, "though somebody has its waker");
    assert_eq!(format!("{d:?}"), "Deferred(abandoned)");
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn wakers_whose_futures_hold_the_next_waker_are_dropped_in_constant_stack() {
    macro_rules! held_by {
        ($run:path) => {{
            let mut kept = None::<Waker>;
            for _ in 0..100_000 {
                let (holds, waits) = (kept.take(), Kept::default());
                let polled = waits.clone();
                let d = $run(poll_fn(move |context| {
                    let _holds = &holds;
                    polled.polled(u32::MAX, context);
                    Poll::<Outcome<(), (Abandoned,)>>::Pending
                }));
                d.catch(|_: Abandoned| ()).detach();
                kept = Some(waits.waker());
            }
            drop(kept);
        }};
    }
    let thread = thread::Builder::new().stack_size(256 * 1024).spawn(|| {
        held_by!(run);
        held_by!(threads::run);
    });
    thread.unwrap().join().unwrap();
}
