//! A waker may do anything where it is cloned or dropped.

use deferred::Deferred;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};

thread_local! {
    static CLONE_PANICS: Cell<bool> = const { Cell::new(false) };
    static DROP_PANICS: Cell<bool> = const { Cell::new(false) };
}

fn panic_if(set: &'static std::thread::LocalKey<Cell<bool>>) {
    if set.replace(false) {
        resume_unwind(Box::new("waker"));
    }
}

/// A waker that wakes nobody, and panics the next time that it is cloned or dropped, if that is set.
#[allow(unsafe_code, reason = "of one that is made of an `Arc` only the last drop is foreign")]
fn hostile() -> Waker {
    fn clone(_: *const ()) -> RawWaker {
        panic_if(&CLONE_PANICS);
        RawWaker::new(std::ptr::null(), &TABLE)
    }
    static TABLE: RawWakerVTable = RawWakerVTable::new(clone, |_| (), |_| (), |_| panic_if(&DROP_PANICS));
    // SAFETY: nothing is behind the pointer, and no function of the table looks there.
    unsafe { Waker::from_raw(RawWaker::new(std::ptr::null(), &TABLE)) }
}

fn the_next_poll_finds_it(set: &'static std::thread::LocalKey<Cell<bool>>) {
    let (resolver, d) = Deferred::<u8>::pending();
    let waker = hostile();
    let mut awaiting = d.into_future();
    // It has seen another one before, so it takes each that comes.
    assert!(Pin::new(&mut awaiting).poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let mut poll = || Pin::new(&mut awaiting).poll(&mut Context::from_waker(&waker));
    assert!(poll().is_pending());
    resolver.succeed(7);
    set.set(true);
    assert!(catch_unwind(AssertUnwindSafe(&mut poll)).is_err());
    assert!(matches!(poll(), Poll::Ready(Ok(7))));
}

#[test]
fn the_next_poll_finds_the_outcome_where_the_drop_of_a_waker_has_panicked() {
    the_next_poll_finds_it(&DROP_PANICS);
}

#[test]
fn the_next_poll_finds_the_outcome_where_the_clone_of_a_waker_has_panicked() {
    the_next_poll_finds_it(&CLONE_PANICS);
}

#[test]
fn it_waits_on_where_the_clone_of_its_first_waker_has_panicked() {
    let (resolver, d) = Deferred::<u8>::pending();
    let waker = hostile();
    let mut awaiting = d.into_future();
    let mut poll = || Pin::new(&mut awaiting).poll(&mut Context::from_waker(&waker));
    CLONE_PANICS.set(true);
    assert!(catch_unwind(AssertUnwindSafe(&mut poll)).is_err());
    assert!(poll().is_pending());
    resolver.succeed(7);
    assert!(matches!(poll(), Poll::Ready(Ok(7))));
}

/// Counts how often it was woken.
#[derive(Default)]
struct Woken(AtomicUsize);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

fn the_last_waker_is_woken<Thread: deferred::Flavour>(
    (resolver, d): (deferred::Resolver<u8, (), Thread>, Deferred<u8, (), Thread>),
) where
    Deferred<u8, (), Thread>: IntoFuture<Output = deferred::Outcome<u8>, IntoFuture: Unpin>,
{
    let (first, second, last) = (Arc::<Woken>::default(), Arc::<Woken>::default(), Arc::<Woken>::default());
    let mut awaiting = d.into_future();
    for woken in [&first, &first, &second, &first, &last, &last] {
        let waker = Waker::from(woken.clone());
        assert!(Pin::new(&mut awaiting).poll(&mut Context::from_waker(&waker)).is_pending());
    }
    assert_eq!(Arc::strong_count(&second), 1);
    resolver.succeed(7);
    assert_eq!((second.0.load(Ordering::Relaxed), last.0.load(Ordering::Relaxed)), (0, 1));
    assert!(matches!(
        Pin::new(&mut awaiting).poll(&mut Context::from_waker(Waker::noop())),
        Poll::Ready(Ok(7))
    ));
    assert_eq!((Arc::strong_count(&first), Arc::strong_count(&last)), (1, 1));
}

#[test]
fn the_last_waker_is_woken_whichever_came_before() {
    the_last_waker_is_woken(Deferred::pending());
    the_last_waker_is_woken(deferred::threads::pending());
}

#[test]
#[cfg_attr(miri, ignore = "each function that makes a waker has a table of its own there")]
fn a_waker_is_kept_once_however_often_it_comes() {
    let woken = Arc::<Woken>::default();
    let waker = Waker::from(woken.clone());
    let (resolver, d) = Deferred::<u8>::pending();
    let mut awaiting = d.into_future();
    for _ in 0..3 {
        assert!(Pin::new(&mut awaiting).poll(&mut Context::from_waker(&waker)).is_pending());
        assert_eq!(Arc::strong_count(&woken), 3);
    }
    resolver.succeed(7);
    assert_eq!(woken.0.load(Ordering::Relaxed), 1);
    assert_eq!(Arc::strong_count(&woken), 2);
}
