//! A waker may do anything where it is cloned or dropped.

use deferred::Deferred;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

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
