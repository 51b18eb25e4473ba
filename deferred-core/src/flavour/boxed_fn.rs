//! Functions that somebody calls later: what a flavour's clock is given.

#![allow(unsafe_code)]

use super::carries::{AnyThread, ThisThread};
use super::send_if::{SendIf, captures_nothing};
use alloc::boxed::Box;

/// What a flavour's functions are boxed as.
pub trait BoxedFn: Sized {
    /// A function that is called once: `Box<dyn FnOnce()>`, and of [`AnyThread`] `Box<dyn FnOnce() + Send>`.
    type Call: FnOnce() + 'static;

    /// Runs `step` with what is captured. The step captures nothing.
    #[doc(hidden)]
    fn boxed<C: SendIf<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call;
}

impl BoxedFn for ThisThread {
    type Call = Box<dyn FnOnce()>;

    fn boxed<C: SendIf<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call {
        Box::new(move || step(captured))
    }
}

impl BoxedFn for AnyThread {
    type Call = Box<dyn FnOnce() + Send>;

    fn boxed<C: SendIf<Self>, K: FnOnce(C) + 'static>(captured: C, step: K) -> Self::Call {
        const { captures_nothing::<K>() };
        let call = BoxedStep { captured, step };
        Box::new(move || call.run())
    }
}

/// A step, and what it captures.
struct BoxedStep<C, K> {
    captured: C,
    step: K,
}

// SAFETY: `AnyThread` carries what is captured, and the step is made with nothing in it.
unsafe impl<C: SendIf<AnyThread>, K> Send for BoxedStep<C, K> {}

impl<C, K: FnOnce(C)> BoxedStep<C, K> {
    fn run(self) {
        (self.step)(self.captured);
    }
}
