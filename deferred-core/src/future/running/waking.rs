//! Decides when a woken future is polled: at once, or after the poll that is running. [`here`](super::here) handles
//! wakes from other threads.
//!
//! Whoever calls a waker may hold a lock of its own that the future needs when it is polled, as combinators that
//! wake several do. So a future that is woken during a poll, or while a Deferred wakes whoever awaits it, is held
//! back until that is over, and polled then.

use crate::runtime::trampoline;
use alloc::sync::Arc;

/// A task that polls its own future.
pub(super) trait Pollable {
    fn poll(self: Arc<Self>);
}

/// A future that was woken.
pub(super) struct Woken(Arc<dyn Pollable>);

impl Woken {
    pub(super) fn new(polled: Arc<impl Pollable + 'static>) -> Self {
        Woken(polled)
    }

    /// Polls the future, now or when the stack is free again.
    pub(super) fn poll(self) {
        match trampoline::enter() {
            Some(_level) => self.0.poll(),
            None => trampoline::later(move || self.poll()),
        }
    }
}

/// Drops a future, now or when the stack is free again: the drop may cancel what the future awaits, which may drop
/// another.
pub(super) fn discard<F: 'static>(future: F) {
    match trampoline::enter() {
        Some(_level) => drop(future),
        None => trampoline::later(move || drop(future)),
    }
}

// Under loom all threads of a model are one thread of the system, so thread-local notes would be shared by all.
#[cfg(all(feature = "std", not(all(test, loom))))]
mod noted {
    use super::Woken;
    use crate::runtime::unwind;
    use alloc::vec::{self, Vec};
    use core::cell::{Cell, RefCell};
    use core::task::Waker;

    std::thread_local! {
        /// How many `Hold`s there are on this thread.
        static HOLDING: Cell<usize> = const { Cell::new(0) };
        static HELD: RefCell<Vec<Woken>> = const { RefCell::new(Vec::new()) };
        /// How many futures are held back, so that a `Hold` without any looks at one word.
        static COUNT: Cell<usize> = const { Cell::new(0) };
        static POLLING: Cell<Polling> = const { Cell::new(Polling::Nothing) };
        /// The data pointer of the waker with which a future is being polled.
        static WAKER: Cell<*const ()> = const { Cell::new(core::ptr::null()) };
    }

    #[derive(Clone, Copy, PartialEq)]
    enum Polling {
        Nothing,
        Future,
        /// A Deferred that the future awaits was abandoned, and has been reported.
        Abandoned,
        /// The future is being dropped for that.
        Dropped,
    }

    /// Holds woken futures back; its drop polls them.
    pub(crate) struct Hold {
        outer: usize,
    }

    /// Holds woken futures back from now on.
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

    /// Lets woken futures be polled at once, even inside of a `Hold`.
    pub(crate) struct Free {
        holding: usize,
    }

    /// Lets woken futures be polled at once.
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

    /// Polls the futures that are held back beyond `outer`, and those that are added meanwhile. Each is polled even if
    /// one before it panics.
    fn poll_held(outer: usize) {
        struct Rest {
            outer: usize,
            taken: vec::IntoIter<Woken>,
        }

        impl Iterator for Rest {
            type Item = Woken;

            fn next(&mut self) -> Option<Woken> {
                if self.taken.as_slice().is_empty() {
                    self.taken = take(self.outer).into_iter();
                }
                self.taken.next()
            }
        }

        impl Drop for Rest {
            fn drop(&mut self) {
                for woken in self {
                    unwind::contain(|| woken.poll());
                }
            }
        }

        let mut rest = Rest { outer, taken: Vec::new().into_iter() };
        for woken in &mut rest {
            woken.poll();
        }
    }

    /// Takes out all that is held back beyond `outer`: its polls may hold back others.
    fn take(outer: usize) -> Vec<Woken> {
        let take = |held: &RefCell<Vec<Woken>>| {
            let mut held = held.borrow_mut();
            let at = outer.min(held.len());
            let taken = held.split_off(at);
            COUNT.set(held.len());
            taken
        };
        HELD.try_with(take).unwrap_or_else(|_| {
            // The thread is ending, and what it held back was dropped.
            COUNT.set(0);
            Vec::new()
        })
    }

    /// Polls a future that was woken, or holds it back.
    pub(in super::super) fn woken(woken: Woken) {
        if HOLDING.get() == 0 {
            return woken.poll();
        }
        let mut woken = Some(woken);
        // A thread that is ending polls nothing any more.
        let _ = HELD.try_with(|held| {
            let mut held = held.borrow_mut();
            held.extend(woken.take());
            COUNT.set(held.len());
        });
    }

    /// Marks that a future is being polled here.
    pub(in super::super) struct Scope {
        outer: (Polling, *const ()),
    }

    /// Marks that a future of this crate is being polled with `waker`.
    pub(in super::super) fn polling(waker: &Waker) -> Scope {
        Scope { outer: (POLLING.replace(Polling::Future), WAKER.replace(waker.data())) }
    }

    /// Whether `waker` belongs to the future of this crate that is being polled: it polls that one, with no foreign
    /// code in between.
    pub(crate) fn polls(waker: &Waker) -> bool {
        WAKER.get() == waker.data() && POLLING.get() != Polling::Nothing
    }

    impl Scope {
        /// Whether a Deferred that the future awaits was abandoned.
        pub(in super::super) fn is_abandoned(&self) -> bool {
            POLLING.get() == Polling::Abandoned
        }

        /// Drops the future, whose abandonment has been reported. Its waker may serve another future by then, so it
        /// polls none.
        pub(in super::super) fn drop_abandoned<F>(self, future: F) {
            POLLING.set(Polling::Dropped);
            WAKER.set(core::ptr::null());
            drop(future);
        }
    }

    impl Drop for Scope {
        fn drop(&mut self) {
            POLLING.set(self.outer.0);
            WAKER.set(self.outer.1);
        }
    }

    /// Notes that an awaited Deferred was abandoned, so that the future being polled never ends; false if it is not
    /// of this crate.
    pub(crate) fn give_up() -> bool {
        match POLLING.get() {
            Polling::Nothing => return false,
            Polling::Future => POLLING.set(Polling::Abandoned),
            Polling::Abandoned | Polling::Dropped => {}
        }
        true
    }

    pub(in super::super) fn notice_was_given() -> bool {
        POLLING.get() == Polling::Dropped || std::thread::panicking()
    }
}

#[cfg(any(not(feature = "std"), all(test, loom)))]
mod unnoted {
    use super::Woken;
    use core::task::Waker;

    pub(crate) struct Hold;

    /// Empty, so that both variants of the type have a `Drop`.
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

    /// Empty, so that both variants of the type have a `Drop`.
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

        pub(in super::super) fn drop_abandoned<F>(self, future: F) {
            drop(future);
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
