//! When a woken future is polled: at once, or after the poll that is running. A wake from another thread is refused or posted in [`here`](super::here).
//!
//! A waker may be called by code that holds a lock of its own, which the future needs when it is polled: so do
//! combinators that wake several. What is woken while a future is polled, or while a Deferred wakes whoever awaits it,
//! is held until that is over, and polled then.

use crate::runtime::trampoline;
use alloc::sync::Arc;

/// Something that polls a future of its own.
pub(super) trait Pollable {
    fn poll(self: Arc<Self>);
}

/// A future that was woken.
pub(super) struct Woken(Arc<dyn Pollable>);

impl Woken {
    pub(super) fn new(polled: Arc<impl Pollable + 'static>) -> Self {
        Woken(polled)
    }

    /// Polls it, now or when the stack is free again.
    pub(super) fn poll(self) {
        match trampoline::enter() {
            Some(_level) => self.0.poll(),
            None => trampoline::later(move || self.poll()),
        }
    }
}

/// Drops a future, now or when the stack is free again: what it awaits may be cancelled by that, which may drop another.
pub(super) fn discard<F: 'static>(future: F) {
    match trampoline::enter() {
        Some(_level) => drop(future),
        None => trampoline::later(move || drop(future)),
    }
}

// Under loom all threads of a model are one to the system, so that what a thread notes would be noted for all.
#[cfg(all(feature = "std", not(all(test, loom))))]
mod noted {
    use super::Woken;
    use crate::runtime::unwind;
    use alloc::vec::Vec;
    use core::cell::{Cell, RefCell};
    use core::task::Waker;

    std::thread_local! {
        /// How many hold what is woken.
        static HOLDING: Cell<usize> = const { Cell::new(0) };
        static HELD: RefCell<Vec<Woken>> = const { RefCell::new(Vec::new()) };
        /// How many are held, so that who holds none looks at one word.
        static COUNT: Cell<usize> = const { Cell::new(0) };
        static POLLING: Cell<Polling> = const { Cell::new(Polling::Nothing) };
        /// Where the data of the waker is that it is polled with.
        static WAKER: Cell<*const ()> = const { Cell::new(core::ptr::null()) };
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Polling {
        Nothing,
        Future,
        /// What it awaits was abandoned, of which notice was given.
        Abandoned,
    }

    /// What is woken as long as this is there is polled when it goes.
    pub(crate) struct Hold {
        outer: usize,
    }

    /// Holds what is woken.
    #[inline]
    pub(crate) fn hold() -> Hold {
        HOLDING.set(HOLDING.get() + 1);
        Hold { outer: COUNT.get() }
    }

    impl Drop for Hold {
        #[inline]
        fn drop(&mut self) {
            HOLDING.set(HOLDING.get() - 1);
            if COUNT.get() > self.outer {
                poll_held(self.outer);
            }
        }
    }

    /// As long as this is there what is woken is polled at once, whoever holds it.
    pub(crate) struct Free {
        holding: usize,
    }

    /// Lets what is woken be polled at once.
    #[inline]
    pub(crate) fn free() -> Free {
        Free { holding: HOLDING.replace(0) }
    }

    impl Drop for Free {
        #[inline]
        fn drop(&mut self) {
            HOLDING.set(self.holding);
        }
    }

    /// Polls what is held beyond `outer`. Each is taken out first, for it may hold others; and is polled even if one before it panics.
    fn poll_held(outer: usize) {
        struct Rest(usize);
        impl Drop for Rest {
            fn drop(&mut self) {
                while let Some(woken) = next(self.0) {
                    unwind::contain(|| woken.poll());
                }
            }
        }

        let rest = Rest(outer);
        while let Some(woken) = next(outer) {
            woken.poll();
        }
        core::mem::forget(rest);
    }

    fn next(outer: usize) -> Option<Woken> {
        let take = |held: &RefCell<Vec<Woken>>| {
            let mut held = held.borrow_mut();
            let woken = (held.len() > outer).then(|| held.remove(outer));
            COUNT.set(held.len());
            woken
        };
        HELD.try_with(take).unwrap_or_else(|_| {
            // The thread is going away and what it held with it.
            COUNT.set(0);
            None
        })
    }

    /// It was woken.
    pub(in super::super) fn woken(woken: Woken) {
        if HOLDING.get() == 0 {
            return woken.poll();
        }
        let mut woken = Some(woken);
        // A thread that is going away polls nothing any more.
        let _ = HELD.try_with(|held| {
            let mut held = held.borrow_mut();
            held.extend(woken.take());
            COUNT.set(held.len());
        });
    }

    /// A future is being polled here.
    pub(in super::super) struct Scope {
        outer: (Polling, *const ()),
    }

    /// A future of ours is polled with `waker`.
    pub(in super::super) fn polling(waker: &Waker) -> Scope {
        Scope { outer: (POLLING.replace(Polling::Future), WAKER.replace(waker.data())) }
    }

    /// Whether `waker` is that of the future of ours that is being polled: it polls that, with nobody's code in between.
    pub(crate) fn polls(waker: &Waker) -> bool {
        WAKER.get() == waker.data() && POLLING.get() != Polling::Nothing
    }

    impl Scope {
        /// Whether what it awaits was abandoned.
        pub(in super::super) fn is_abandoned(&self) -> bool {
            POLLING.get() == Polling::Abandoned
        }
    }

    impl Drop for Scope {
        fn drop(&mut self) {
            POLLING.set(self.outer.0);
            WAKER.set(self.outer.1);
        }
    }

    /// What is awaited was abandoned: the future that is being polled will never end, if it is one of ours.
    pub(crate) fn give_up() -> bool {
        let is_ours = POLLING.get() != Polling::Nothing;
        if is_ours {
            POLLING.set(Polling::Abandoned);
        }
        is_ours
    }

    pub(in super::super) fn notice_was_given() -> bool {
        POLLING.get() == Polling::Abandoned || std::thread::panicking()
    }
}

#[cfg(any(not(feature = "std"), all(test, loom)))]
mod unnoted {
    use super::Woken;
    use core::task::Waker;

    pub(crate) struct Hold;

    /// Does nothing: so that both variants have a `Drop`.
    impl Drop for Hold {
        fn drop(&mut self) {}
    }

    pub(crate) fn hold() -> Hold {
        Hold
    }

    pub(crate) fn free() -> Hold {
        Hold
    }

    pub(in super::super) fn woken(woken: Woken) {
        woken.poll();
    }

    pub(in super::super) struct Scope;

    /// Does nothing: so that both variants have a `Drop`.
    impl Drop for Scope {
        fn drop(&mut self) {}
    }

    pub(in super::super) fn polling(_: &Waker) -> Scope {
        Scope
    }

    pub(crate) fn polls(_: &Waker) -> bool {
        false
    }

    impl Scope {
        pub(in super::super) fn is_abandoned(&self) -> bool {
            false
        }
    }

    pub(crate) fn give_up() -> bool {
        false
    }

    pub(in super::super) fn notice_was_given() -> bool {
        false
    }
}

#[cfg(all(feature = "std", not(all(test, loom))))]
pub(crate) use noted::{free, give_up, hold, polls};
#[cfg(all(feature = "std", not(all(test, loom))))]
pub(super) use noted::{notice_was_given, polling, woken};
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(crate) use unnoted::{free, give_up, hold, polls};
#[cfg(any(not(feature = "std"), all(test, loom)))]
pub(super) use unnoted::{notice_was_given, polling, woken};
