//! Shared state of several callbacks: without a lock on one thread, and with one across threads.
//!
//! What stays on one thread needs no lock, and what crosses threads has one. It is held for a few instructions
//! of this crate's, never while a callback runs or what a user gave is dropped: so nothing waits for it long, and nothing
//! comes back to it while it is held.

use crate::flavour::{AnyThread, ThisThread};
use crate::runtime::lock::Lock;
use alloc::rc::{self, Rc};
use alloc::sync::{self, Arc};
use core::cell::RefCell;
use core::ops::{Deref, DerefMut};

/// An `X` that has several owners. It goes with the last of them.
#[doc(hidden)]
pub trait SharedCell<X>: Clone + 'static {
    /// Owns nothing, and finds it as long as somebody does.
    type Weak: Clone + 'static;

    /// One that is made with the way to itself.
    fn new_cyclic(make: impl FnOnce(&Self::Weak) -> X) -> Self;

    fn new(it: X) -> Self {
        Self::new_cyclic(|_| it)
    }

    /// The right to look at it, and to change it, alone. No code of others runs while somebody has it.
    fn lock(&self) -> impl DerefMut<Target = X>;

    /// Looks at it, or changes it.
    #[inline(always)]
    fn with<A>(&self, look: impl FnOnce(&mut X) -> A) -> A {
        look(&mut self.lock())
    }

    fn downgrade(&self) -> Self::Weak;

    fn upgrade(weak: &Self::Weak) -> Option<Self>;
}

/// An `X` that has several owners, and does not change any more.
#[doc(hidden)]
pub trait SharedRef<X>: Clone + Deref<Target = X> + 'static {
    fn new(it: X) -> Self;

    /// It, if nobody else owns it.
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
