//! Which internal types may be sent to another thread, given the user's types inside them.
//!
//! In code that is generic over the flavour the compiler cannot derive that a structure which holds an `F` is `Send`
//! where `F` is: `Thread: Carries<F>` says `F: Send` for [`AnyThread`] only. So [`SendIf`] is claimed for each such structure,
//! next to its type, by [`send_if!`](super::send_claims::send_if), which also has the compiler derive the same where the flavour is known.

#![allow(unsafe_code)]

use super::carries::{AnyThread, Carries};
use alloc::boxed::Box;
use core::marker::PhantomData;

/// `Self` is `Send`, if `Thread` crosses threads.
///
/// # Safety
///
/// If `Thread` is [`AnyThread`], `Self` is `Send`.
#[doc(hidden)]
pub unsafe trait SendIf<Thread>: 'static {}

/// One thing, of a user's type.
#[derive(Clone)]
pub(crate) struct Wrap<F>(pub(crate) F);

impl<F> Wrap<F> {
    #[inline(always)]
    pub(crate) fn run<I, O>(self, input: I) -> O
    where
        F: FnOnce(I) -> O,
    {
        (self.0)(input)
    }
}

/// What is captured stands beside the step, where its type can be asked whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}

/// Something of a user's type that `Thread` carries, as was said where it was made: a chain asks it once of each callback.
#[doc(hidden)]
pub struct CheckedSend<F, Thread> {
    it: F,
    by: PhantomData<fn() -> Thread>,
}

impl<F, Thread> CheckedSend<F, Thread> {
    #[inline]
    pub(crate) fn new(it: F) -> Self
    where
        Thread: Carries<F>,
    {
        CheckedSend { it, by: PhantomData }
    }

    /// Something that is made of what is captured, in which its type goes.
    pub(crate) fn made_of<X: SendIf<Thread>>(it: X, make: fn(X) -> F) -> Self {
        CheckedSend { it: make(it), by: PhantomData }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> F {
        self.it
    }

    #[inline]
    pub(crate) fn as_mut(&mut self) -> &mut F {
        &mut self.it
    }
}

impl<A, B, Thread> CheckedSend<Box<dyn FnMut(A, B)>, Thread> {
    pub(crate) fn boxed<F: FnMut(A, B) + 'static>(f: F) -> Self
    where
        Thread: Carries<F>,
    {
        CheckedSend { it: Box::new(f), by: PhantomData }
    }
}

// SAFETY: it is made of what `AnyThread` carries, and that is `Send`.
unsafe impl<F> Send for CheckedSend<F, AnyThread> {}
