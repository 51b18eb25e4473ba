//! When a future is polled, and on which stack.

use deferred::testing::{failure_result_of, success_result_of};
use deferred::{Deferred, Failure, chain, join, run};
use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

#[derive(Debug, PartialEq)]
struct Offline;

#[test]
fn it_is_polled_before_run_returns() {
    let d: Deferred<u32> = run(async { Ok(1) });
    assert!(d.is_ready());
    assert_eq!(success_result_of(d), 1);
}

#[test]
fn it_goes_on_before_succeed_returns() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let (resolver, d) = Deferred::<u32>::pending();
    let said = log.clone();
    run::<_, (), _>(async move {
        said.borrow_mut().push("begun");
        let n = d.await?;
        said.borrow_mut().push("gone on");
        Ok(n)
    })
    .map(drop)
    .detach();
    log.borrow_mut().push("fires");
    resolver.succeed(1);
    log.borrow_mut().push("fired");
    assert_eq!(*log.borrow(), ["begun", "fires", "gone on", "fired"]);
}

#[test]
fn a_failure_comes_out_of_the_await() {
    let (resolver, d) = Deferred::<u32, (Offline,)>::pending();
    let d: Deferred<u32, (Offline,)> = run(async { Ok(d.await? + 1) });
    resolver.fail(Offline);
    assert!(failure_result_of(d).is::<Offline>());
}

#[test]
fn a_failure_of_its_own_is_reported_if_nobody_handles_it() {
    let watch = deferred::unhandled::watch();
    drop(run::<(), (Offline,), _>(async { Err(Failure::new(Offline)) }));
    assert_eq!(watch.finish().len(), 1);
}

#[test]
fn dropping_the_deferred_does_not_stop_it() {
    let done = Rc::new(RefCell::new(false));
    let (resolver, d) = Deferred::<()>::pending();
    let sets = done.clone();
    run::<_, (), _>(async move {
        d.await?;
        *sets.borrow_mut() = true;
        Ok(())
    })
    .detach();
    resolver.succeed(());
    assert!(*done.borrow());
}

#[test]
fn several_can_be_awaited_at_once() {
    let (one, first) = Deferred::<u32>::pending();
    let (two, second) = Deferred::<u32>::pending();
    let d: Deferred<u32> = run(async {
        let (mut first, mut second) = (pin!(first.into_future()), pin!(second.into_future()));
        let (mut a, mut b) = (None, None);
        poll_fn(|context| {
            if a.is_none()
                && let Poll::Ready(outcome) = first.as_mut().poll(context)
            {
                a = outcome.ok();
            }
            if b.is_none()
                && let Poll::Ready(outcome) = second.as_mut().poll(context)
            {
                b = outcome.ok();
            }
            a.zip(b).map_or(Poll::Pending, |(a, b)| Poll::Ready(Ok(a * b)))
        })
        .await
    });
    two.succeed(3);
    one.succeed(4);
    assert_eq!(success_result_of(d), 12);
}

#[test]
fn a_future_that_wakes_itself_is_polled_again() {
    let mut turns = 0;
    let d: Deferred<u32> = run(poll_fn(move |context| {
        turns += 1;
        context.waker().wake_by_ref();
        if turns == 5 { Poll::Ready(Ok(turns)) } else { Poll::Pending }
    }));
    assert_eq!(success_result_of(d), 5);
}

#[test]
fn a_wake_that_comes_too_late_does_nothing() {
    let kept = Rc::new(RefCell::new(None::<Waker>));
    let keeps = kept.clone();
    let d: Deferred<u32> = run(poll_fn(move |context| {
        if keeps.borrow().is_some() {
            return Poll::Ready(Ok(1));
        }
        *keeps.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }));
    let waker = kept.borrow().clone().unwrap();
    waker.wake_by_ref();
    assert_eq!(success_result_of(d), 1);
    waker.wake_by_ref();
    // The place is somebody else's by now.
    let (resolver, waits) = Deferred::<u32>::pending();
    let next: Deferred<u32> = run(async { waits.await });
    waker.wake();
    assert!(!next.is_ready());
    resolver.succeed(2);
    assert_eq!(success_result_of(next), 2);
}

#[test]
fn a_panic_unwinds_to_whoever_fires_and_the_next_is_not_disturbed() {
    let (resolver, d) = Deferred::<u32>::pending();
    let broken: Deferred<u32> = run(async {
        d.await?;
        panic!("in the future")
    });
    assert!(catch_unwind(AssertUnwindSafe(|| resolver.succeed(1))).is_err());
    assert!(!broken.is_ready());
    let next: Deferred<u32> = run(async { Ok(2) });
    assert_eq!(success_result_of(next), 2);
}

#[test]
fn a_panic_in_the_first_poll_unwinds_out_of_run() {
    let began = catch_unwind(|| run::<(), (), _>(async { panic!("at once") }));
    assert!(began.is_err());
}

#[test]
fn the_place_of_one_that_panicked_is_given_to_one_other_and_not_to_two() {
    assert!(catch_unwind(|| run::<(), (), _>(async { panic!("at once") })).is_err());
    let [(first, a), (second, b)] = [0, 1].map(|_| Deferred::<u32>::pending());
    let [a, b]: [Deferred<u32>; 2] = [a, b].map(|waits| run(async move { waits.await }));
    first.succeed(1);
    second.succeed(2);
    assert_eq!((success_result_of(a), success_result_of(b)), (1, 2));
}

#[test]
fn it_stands_in_a_chain_and_a_join_as_any_deferred() {
    let (resolver, d) = Deferred::<u32>::pending();
    let d: Deferred<u32> = run(async { d.await });
    let sum: Deferred<u32> = chain! { join!(d, run::<_, (), _>(async { Ok(2) })); then |(a, b)| a + b };
    resolver.succeed(1);
    assert_eq!(success_result_of(sum), 3);
}

#[test]
fn another_executor_may_poll_what_it_gives() {
    let (resolver, d) = Deferred::<u32>::pending();
    let mut task = Box::pin(async move { run::<_, (), _>(async { d.await }).await.unwrap() });
    let mut context = Context::from_waker(Waker::noop());
    assert!(task.as_mut().poll(&mut context).is_pending());
    resolver.succeed(3);
    assert!(matches!(task.as_mut().poll(&mut context), Poll::Ready(3)));
}
