//! State that several callbacks share: without a lock on one thread, and with one across threads.
//!
//! The lock is held for a few instructions of this crate, never while a callback runs or a user's value is dropped.
//! So nobody waits for it long, and nobody takes it again while holding it.

use crate::flavour::{AnyThread, ThisThread};
use crate::runtime::lock::Lock;
use alloc::rc::{self, Rc};
use alloc::sync::{self, Arc};
use core::cell::RefCell;
use core::ops::{Deref, DerefMut};

/// An `X` with several owners, dropped by the last of them.
#[doc(hidden)]
pub trait SharedCell<X>: Clone + 'static {
    /// A weak reference: finds the value as long as somebody owns it.
    type Weak: Clone + 'static;

    /// Makes a value that holds a weak reference to itself.
    fn new_cyclic(make: impl FnOnce(&Self::Weak) -> X) -> Self;

    fn new(it: X) -> Self {
        Self::new_cyclic(|_| it)
    }

    /// Exclusive access to the value. No foreign code runs while somebody has it.
    fn lock(&self) -> impl DerefMut<Target = X>;

    /// Reads or changes the value.
    #[inline(always)]
    fn with<A>(&self, look: impl FnOnce(&mut X) -> A) -> A {
        look(&mut self.lock())
    }

    fn downgrade(&self) -> Self::Weak;

    fn upgrade(weak: &Self::Weak) -> Option<Self>;
}

/// An immutable `X` with several owners.
#[doc(hidden)]
pub trait SharedRef<X>: Clone + Deref<Target = X> + 'static {
    fn new(it: X) -> Self;

    /// Takes the value out, if nobody else owns it.
    fn into_inner(self) -> Option<X>;
}

/// How a flavour shares state.
#[doc(hidden)]
pub trait SharedState {
    type Shared<X: 'static>: SharedCell<X>;
    type Ref<X: 'static>: SharedRef<X>;
}

impl SharedState for ThisThread {
    type Shared<X: 'static> = Rc<RefCell<X>>;
    type Ref<X: 'static> = Rc<X>;
}

impl SharedState for AnyThread {
    type Shared<X: 'static> = Arc<Lock<X>>;
    type Ref<X: 'static> = Arc<X>;
}

macro_rules! keeps {
    ($($pointer:ident)+) => {$(
        impl<X: 'static> SharedRef<X> for $pointer<X> {
            fn new(it: X) -> Self {
                $pointer::new(it)
            }

            fn into_inner(self) -> Option<X> {
                $pointer::into_inner(self)
            }
        }
    )+};
}
keeps!(Rc Arc);

impl<X: 'static> SharedCell<X> for Rc<RefCell<X>> {
    type Weak = rc::Weak<RefCell<X>>;

    #[inline]
    fn new_cyclic(make: impl FnOnce(&Self::Weak) -> X) -> Self {
        Rc::new_cyclic(|weak| RefCell::new(make(weak)))
    }

    #[inline(always)]
    fn lock(&self) -> impl DerefMut<Target = X> {
        self.borrow_mut()
    }

    #[inline]
    fn downgrade(&self) -> Self::Weak {
        Rc::downgrade(self)
    }

    #[inline]
    fn upgrade(weak: &Self::Weak) -> Option<Self> {
        weak.upgrade()
    }
}

impl<X: 'static> SharedCell<X> for Arc<Lock<X>> {
    type Weak = sync::Weak<Lock<X>>;

    #[inline]
    fn new_cyclic(make: impl FnOnce(&Self::Weak) -> X) -> Self {
        Arc::new_cyclic(|weak| Lock::new(make(weak)))
    }

    #[inline(always)]
    fn lock(&self) -> impl DerefMut<Target = X> {
        Lock::lock(self)
    }

    #[inline]
    fn downgrade(&self) -> Self::Weak {
        Arc::downgrade(self)
    }

    #[inline]
    fn upgrade(weak: &Self::Weak) -> Option<Self> {
        weak.upgrade()
    }
}
