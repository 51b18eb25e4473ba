//! Cancelling the Deferred of a future drops the future, and so cancels what it waits for.

use crate::{Broken, kept, poll};
use deferred::testing::{assert_no_result, failure_result_of, success_result_of};
use deferred::{CancelHandle, Cancelled, Deferred, unhandled};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Wake, Waker};

type Stoppable<T> = Deferred<T, (Cancelled, Broken)>;

#[derive(Default)]
struct Woken(AtomicU32);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn case_44_cancelling_it_cancels_what_it_waits_for() {
    let watch = unhandled::watch();
    let (inner, waits) = Stoppable::<u32>::pending();
    let (d, task): (Stoppable<_>, _) = kept(async { waits.await.map(|n| n + 1) });
    let mut task = pin!(task);
    assert!(poll(task.as_mut()).is_pending());
    d.cancel();
    assert!(inner.is_cancelled(), "at once, and not when the task is polled next");
    assert!(failure_result_of(d).is::<Cancelled>());
    assert!(poll(task).is_ready());
    watch.assert_nothing();
}

#[test]
fn case_44_through_as_many_tasks_as_wait_for_one_another() {
    let (inner, mut last) = Stoppable::<u32>::pending();
    let mut tasks = Vec::new();
    for _ in 0..3 {
        let (d, task): (Stoppable<_>, _) = kept(async { last.await });
        let mut task = Box::pin(task);
        assert!(poll(task.as_mut()).is_pending());
        tasks.push(task);
        last = d;
    }
    last.cancel();
    assert!(inner.is_cancelled());
    for mut task in tasks {
        assert!(poll(task.as_mut()).is_ready());
    }
    assert!(failure_result_of(last).is::<Cancelled>());
}

#[test]
fn a_cancel_wakes_the_task_so_that_it_can_end() {
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    let mut context = Context::from_waker(&waker);
    let (d, task): (Stoppable<u32>, _) = kept(std::future::pending());
    let mut task = pin!(task);
    assert!(task.as_mut().poll(&mut context).is_pending());
    d.cancel();
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert!(task.as_mut().poll(&mut context).is_ready());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn one_that_was_never_polled_is_dropped_too() {
    let held = Rc::new(());
    let inside = held.clone();
    let (d, task): (Stoppable<()>, _) = kept(async move {
        drop(inside);
        Ok(())
    });
    d.cancel();
    assert_eq!(Rc::strong_count(&held), 1);
    assert!(poll(pin!(task)).is_ready());
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn a_future_that_cancels_itself_is_dropped_when_it_waits_next() {
    let stop = Rc::new(RefCell::new(CancelHandle::default()));
    let (stops, ended) = (stop.clone(), Rc::new(Cell::new(false)));
    let ends = ended.clone();
    let (d, task): (Stoppable<()>, _) = kept(async move {
        stops.borrow().cancel();
        std::future::pending::<()>().await;
        ends.set(true);
        Ok(())
    });
    stop.replace(d.cancel_handle());
    assert!(poll(pin!(task)).is_ready());
    assert_eq!(Rc::strong_count(&ended), 1);
    assert!(failure_result_of(d).is::<Cancelled>());
}

#[test]
fn where_cancelled_is_not_in_the_set_it_is_waited_for() {
    let (inner, waits) = Deferred::<u32>::pending();
    let (d, task): (Deferred<u32>, _) = kept(async { waits.await });
    let mut task = pin!(task);
    let d = d.raises_at_most::<(Cancelled,), _>();
    assert!(poll(task.as_mut()).is_pending());
    d.cancel();
    let d = assert_no_result(d);
    inner.succeed(1);
    assert!(poll(task).is_ready());
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn a_task_that_was_dropped_has_dropped_its_future() {
    let (inner, waits) = Stoppable::<u32>::pending();
    let (d, task): (Deferred<u32, (deferred::Abandoned, Cancelled, Broken)>, _) =
        kept(async { waits.await.map_err(deferred::Failure::widen) });
    let mut task = Box::pin(task);
    assert!(poll(task.as_mut()).is_pending());
    drop(task);
    assert!(inner.is_cancelled());
    assert!(failure_result_of(d).is::<deferred::Abandoned>());
}

#[test]
fn a_cancel_wakes_the_task_also_where_the_drop_of_its_future_panics() {
    struct Panics;
    impl Drop for Panics {
        fn drop(&mut self) {
            panic!("of the future");
        }
    }
    let (inner, waits) = Stoppable::<u32>::pending();
    let (d, task): (Stoppable<_>, _) = kept(async {
        let _panics = Panics;
        waits.await
    });
    let mut task = pin!(task);
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(woken.clone());
    assert!(task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    assert!(catch_unwind(AssertUnwindSafe(|| d.cancel())).is_err());
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert!(
        task.as_mut().poll(&mut Context::from_waker(&waker)).is_ready(),
        "so that its executor lets it go"
    );
    assert!(failure_result_of(d).is::<Cancelled>());
    drop(inner);
}
