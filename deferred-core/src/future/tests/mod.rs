//! Every order in which threads can fire, poll, wake, cancel and drop what is awaited, as loom finds them.
//!
//! What a thread notes while it polls is left out, as where there is no `std`: a future is polled by whoever wakes it, on the spot.

use super::awaiting::Awaiting;
use crate::deferred::{Deferred, Outcome};
use crate::error::interruption::{Abandoned, Cancelled};
use crate::error::set::ErrorSet;
use crate::error::unhandled;
use crate::flavour::AnyThread;
use crate::threads::{pending, run};
use core::future::{Future, IntoFuture, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread::spawn;
use std::task::Wake;

/// Tries all orders in which threads are interrupted that often at most, beside where they wait.
fn bounded(interrupted: usize, f: impl Fn() + Send + Sync + 'static) {
    unhandled::set_hook(|_| {});
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(interrupted);
    builder.check(f);
}

/// A number that loom misses if it is dropped twice or never.
type Number = Arc<u32>;

fn number(it: u32) -> Number {
    Arc::new(it)
}

/// Counts how often it was woken.
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: std::sync::Arc<Self>) {
        self.0.fetch_add(1, Ordering::Release);
    }
}

impl Woken {
    fn new() -> (std::sync::Arc<Self>, Waker) {
        let woken = std::sync::Arc::new(Woken(AtomicUsize::new(0)));
        (woken.clone(), Waker::from(woken))
    }

    fn count(&self) -> usize {
        self.0.load(Ordering::Acquire)
    }
}

fn poll<T: 'static, R: ErrorSet>(
    awaiting: &mut Awaiting<T, R, AnyThread>,
    waker: &Waker,
) -> Poll<Outcome<T, R>>
where
    Outcome<T, R>: Send,
{
    Pin::new(awaiting).poll(&mut Context::from_waker(waker))
}

/// The result, which has to be there.
#[track_caller]
fn now<T, R: ErrorSet>(d: Deferred<T, R, AnyThread>) -> Outcome<T, R> {
    d.try_outcome().ok().expect("the result is not there")
}

fn is<R: ErrorSet>(outcome: Outcome<Number, R>, it: u32) {
    assert_eq!(outcome.ok().map(|number| *number), Some(it));
}

#[test]
fn a_value_and_one_who_polls() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, ()>();
        let fires = spawn(move || resolver.succeed(number(1)));
        let (woken, waker) = Woken::new();
        let mut awaiting = d.into_future();
        match poll(&mut awaiting, &waker) {
            Poll::Ready(outcome) => {
                is(outcome, 1);
                fires.join().unwrap();
                assert_eq!(woken.count(), 0);
            }
            Poll::Pending => {
                fires.join().unwrap();
                assert_eq!(woken.count(), 1);
                let Poll::Ready(outcome) = poll(&mut awaiting, &waker) else { panic!("it was woken") };
                is(outcome, 1);
            }
        }
    });
}

#[test]
fn a_value_and_one_who_polls_again_with_another_waker() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, ()>();
        let (_first, waker) = Woken::new();
        let mut awaiting = d.into_future();
        assert!(poll(&mut awaiting, &waker).is_pending());
        let fires = spawn(move || resolver.succeed(number(1)));
        let (last, waker) = Woken::new();
        let polled = poll(&mut awaiting, &waker);
        fires.join().unwrap();
        match polled {
            Poll::Ready(outcome) => is(outcome, 1),
            Poll::Pending => {
                assert_eq!(last.count(), 1);
                let Poll::Ready(outcome) = poll(&mut awaiting, &waker) else { panic!("it was woken") };
                is(outcome, 1);
            }
        }
    });
}

#[test]
fn a_value_and_one_who_polls_on_a_third_thread() {
    bounded(2, || {
        let (resolver, d) = pending::<Number, ()>();
        let (_first, waker) = Woken::new();
        let mut awaiting = d.into_future();
        assert!(poll(&mut awaiting, &waker).is_pending());
        let fires = spawn(move || resolver.succeed(number(1)));
        let polls = spawn(move || {
            let (last, waker) = Woken::new();
            let polled = poll(&mut awaiting, &waker);
            (polled, last, waker, awaiting)
        });
        fires.join().unwrap();
        let (polled, last, waker, mut awaiting) = polls.join().unwrap();
        match polled {
            Poll::Ready(outcome) => is(outcome, 1),
            Poll::Pending => {
                assert_eq!(last.count(), 1);
                let Poll::Ready(outcome) = poll(&mut awaiting, &waker) else { panic!("it was woken") };
                is(outcome, 1);
            }
        }
    });
}

#[test]
fn a_value_and_an_await_that_goes() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, (Cancelled,)>();
        let (_woken, waker) = Woken::new();
        let mut awaiting = d.into_future();
        assert!(poll(&mut awaiting, &waker).is_pending());
        let fires = spawn(move || resolver.succeed(number(1)));
        drop(awaiting);
        fires.join().unwrap();
    });
}

#[test]
fn a_value_and_an_await_of_two_wakers_that_goes() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, (Cancelled,)>();
        let ((_first, one), (_last, other)) = (Woken::new(), Woken::new());
        let mut awaiting = d.into_future();
        assert!(poll(&mut awaiting, &one).is_pending());
        assert!(poll(&mut awaiting, &other).is_pending());
        let fires = spawn(move || resolver.succeed(number(1)));
        drop(awaiting);
        fires.join().unwrap();
    });
}

#[test]
fn a_resolver_that_goes_and_one_who_polls() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, (Abandoned,)>();
        let goes = spawn(move || drop(resolver));
        let (woken, waker) = Woken::new();
        let mut awaiting = d.into_future();
        let mut polled = poll(&mut awaiting, &waker);
        goes.join().unwrap();
        if polled.is_pending() {
            assert_eq!(woken.count(), 1);
            polled = poll(&mut awaiting, &waker);
        }
        assert!(matches!(polled, Poll::Ready(Err(_))));
    });
}

#[test]
fn a_value_and_a_cancel_of_what_is_awaited() {
    bounded(3, || {
        let (resolver, d) = pending::<Number, (Cancelled,)>();
        let handle = d.cancel_handle();
        let fires = spawn(move || resolver.succeed(number(1)));
        let (woken, waker) = Woken::new();
        let mut awaiting = d.into_future();
        let mut polled = poll(&mut awaiting, &waker);
        handle.cancel();
        fires.join().unwrap();
        if polled.is_pending() {
            assert_eq!(woken.count(), 1);
            polled = poll(&mut awaiting, &waker);
        }
        assert!(polled.is_ready());
    });
}

#[test]
fn two_values_and_a_future_that_awaits_one_after_the_other() {
    bounded(3, || {
        let ((first, a), (second, b)) = (pending::<Number, ()>(), pending::<Number, ()>());
        let fires = spawn(move || first.succeed(number(1)));
        let also_fires = spawn(move || second.succeed(number(2)));
        let sum: Deferred<Number, (), AnyThread> = run(async move {
            let a = a.await?;
            Ok(number(*a + *b.await?))
        });
        fires.join().unwrap();
        also_fires.join().unwrap();
        is(now(sum), 3);
    });
}

#[test]
fn two_values_that_wake_one_future() {
    bounded(3, || {
        let ((first, a), (second, b)) = (pending::<Number, ()>(), pending::<Number, ()>());
        let sum: Deferred<Number, (), AnyThread> = run(async move {
            let (mut a, mut b) = (a.into_future(), b.into_future());
            let (mut one, mut other) = (None, None);
            let both = poll_fn(move |context| {
                if one.is_none()
                    && let Poll::Ready(Ok(it)) = Pin::new(&mut a).poll(context)
                {
                    one = Some(it);
                }
                if other.is_none()
                    && let Poll::Ready(Ok(it)) = Pin::new(&mut b).poll(context)
                {
                    other = Some(it);
                }
                match (&one, &other) {
                    (Some(one), Some(other)) => Poll::Ready(number(**one + **other)),
                    _ => Poll::Pending,
                }
            });
            Ok(pin!(both).await)
        });
        let fires = spawn(move || first.succeed(number(1)));
        second.succeed(number(2));
        fires.join().unwrap();
        is(now(sum), 3);
    });
}

#[test]
fn a_value_and_a_cancel_of_the_future_that_awaits_it() {
    bounded(3, || {
        let (resolver, a) = pending::<Number, (Cancelled,)>();
        let (first, last) = (resolver, number(5));
        let d: Deferred<Number, (Cancelled,), AnyThread> = run(async move { Ok(number(*a.await? + *last)) });
        let fires = spawn(move || first.succeed(number(1)));
        d.cancel();
        fires.join().unwrap();
        if let Ok(sum) = now(d) {
            assert_eq!(*sum, 6);
        }
    });
}

#[test]
fn a_value_and_a_future_that_nobody_waits_for() {
    bounded(3, || {
        let (resolver, a) = pending::<Number, ()>();
        let d: Deferred<Number, (), AnyThread> = run(async move { Ok(number(*a.await? + 1)) });
        let fires = spawn(move || resolver.succeed(number(1)));
        drop(d);
        fires.join().unwrap();
    });
}
