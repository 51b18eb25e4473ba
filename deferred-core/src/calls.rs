//! Functions that somebody calls later: what a flavour's clock is given.

#![allow(unsafe_code)]

use crate::captured::captures_nothing;
use crate::flavour::{AnyThread, Captured, Flavour, ThisThread};
use alloc::boxed::Box;

/// What a flavour's functions are boxed as.
pub trait Calls: Sized {
    /// A function that is called once: `Box<dyn FnOnce()>`, and of [`AnyThread`] `Box<dyn FnOnce() + Send>`.
    type Call: FnOnce() + 'static;

    /// Runs `step` with what is captured. The step captures nothing.
    #[doc(hidden)]
    fn boxed<C: Captured<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call
    where
        Self: Flavour;
}

impl Calls for ThisThread {
    type Call = Box<dyn FnOnce()>;

    fn boxed<C: Captured<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call {
        Box::new(move || step(captured))
    }
}

impl Calls for AnyThread {
    type Call = Box<dyn FnOnce() + Send>;

    fn boxed<C: Captured<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call {
        const { captures_nothing::<K>() };
        let call = Carried { captured, step };
        Box::new(move || call.run())
    }
}

/// A step, and what it captures.
struct Carried<C, K> {
    captured: C,
    step: K,
}

// SAFETY: `AnyThread` carries what is captured, and the step is made with nothing in it.
unsafe impl<C: Captured<AnyThread>, K> Send for Carried<C, K> {}

impl<C, K: FnOnce(C)> Carried<C, K> {
    fn run(self) {
        (self.step)(self.captured);
    }
}
