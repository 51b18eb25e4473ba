//! What a flavour carries, said of things that are made of what users give.
//!
//! In code that is generic over the flavour the compiler cannot see that a structure of an `F` is `Send` where `F`
//! is. So it is said here of each, and of what a chain captures once for each callback.

#![allow(unsafe_code)]

use crate::cancel::{Answering, Behind, Calling, CancelHandle};
use crate::cell::Payload;
use crate::deferred::Outcome;
use crate::eventual::Follower;
use crate::flavour::{AnyThread, Carries, Flavour};
use crate::future::{Ending, Letter};
use crate::loosely::{Link, StrongEnd};
use crate::resolver::Resolver;
use crate::set::ErrorSet;
use crate::site::Site;
use crate::stages::{Finally, Form, Last, Seeing, Settle, Unseeing};
use crate::time::{Hourglass, Lateness, Timer};
use alloc::boxed::Box;
use core::marker::PhantomData;
use core::time::Duration;

/// What a stage holds until it runs.
///
/// # Safety
///
/// The flavour carries all that it holds.
#[doc(hidden)]
pub unsafe trait Captured<Fl: Flavour>: 'static {}

/// One thing, of a user's type.
#[derive(Clone)]
pub(crate) struct Held<F>(pub(crate) F);

impl<F> Held<F> {
    #[inline(always)]
    pub(crate) fn run<I, O>(self, input: I) -> O
    where
        F: FnOnce(I) -> O,
    {
        (self.0)(input)
    }
}

// SAFETY: the flavour carries it.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Held<F> {}
// SAFETY: a site is `Send`.
unsafe impl<Fl: Flavour> Captured<Fl> for Site {}
// SAFETY: there is nothing.
unsafe impl<Fl: Flavour> Captured<Fl> for () {}
// SAFETY: a number is `Send`.
unsafe impl<Fl: Flavour> Captured<Fl> for usize {}
// SAFETY: a time is `Send`.
unsafe impl<Fl: Flavour> Captured<Fl> for Duration {}
// SAFETY: it is that, or nothing.
unsafe impl<Fl: Flavour, C: Captured<Fl>> Captured<Fl> for Option<C> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Seeing<F> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Unseeing<F> {}
// SAFETY: a callback, a place in the source, and types.
unsafe impl<Fl: Flavour, F, T, R, To, O, How> Captured<Fl> for Finally<F, T, R, To, O, How, Fl>
where
    F: Captured<Fl> + Last<T, R, O>,
    T: 'static,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Fl>,
    How: Form,
{
}
// SAFETY: both say so.
unsafe impl<Fl: Flavour, A: Captured<Fl>, B: Captured<Fl>> Captured<Fl> for (A, B) {}
// SAFETY: the flavour carries the canceller.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Calling<F> {}
// SAFETY: the flavour carries the canceller, beside which are a place in the source and a type.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static, How: 'static> Captured<Fl> for Answering<F, How> {}
// SAFETY: a flavour's handles go where it goes.
unsafe impl<Fl: Flavour> Captured<Fl> for CancelHandle<Fl> {}
// SAFETY: it is a handle.
unsafe impl<Fl: Flavour, const SHIELD: bool> Captured<Fl> for Behind<Fl, SHIELD> {}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Fl: Flavour + Carries<I>, I: Payload> Captured<Fl> for Follower<I, Fl> {}
// SAFETY: the mailbox is for what the flavour carries.
unsafe impl<Fl: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> Captured<Fl> for Letter<T, R, Fl> {}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Fl: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> Captured<Fl>
    for Resolver<T, R, Fl>
{
}
// SAFETY: what it calls is what the flavour calls.
unsafe impl<Fl: Flavour> Captured<Fl> for Timer<Fl> {}
// SAFETY: it is about timers, which the flavour carries.
unsafe impl<Fl: Flavour> Captured<Fl> for Hourglass<Fl> {}
// SAFETY: it is a flag.
unsafe impl<Fl: Flavour> Captured<Fl> for Lateness<Fl> {}
// SAFETY: it is a way to a firing side, which goes where what it fires goes.
unsafe impl<Fl: Flavour + Carries<O>, O: Payload> Captured<Fl> for Link<O, Fl> {}
// SAFETY: the same.
unsafe impl<O: Payload> Captured<AnyThread> for StrongEnd<O> where AnyThread: Carries<O> {}
// SAFETY: the flavour carries the future.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Ending<F, Fl> {}

/// What is captured stands beside the step, where its type can be asked whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}

/// Something of a user's type that `Fl` carries, as was said where it was made: a chain asks it once of each callback.
#[doc(hidden)]
pub struct Assured<F, Fl> {
    it: F,
    by: PhantomData<fn() -> Fl>,
}

impl<F, Fl> Assured<F, Fl> {
    #[inline]
    pub(crate) fn new(it: F) -> Self
    where
        Fl: Carries<F>,
    {
        Assured { it, by: PhantomData }
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

impl<A, B, Fl> Assured<Box<dyn FnMut(A, B)>, Fl> {
    pub(crate) fn boxed<F: FnMut(A, B) + 'static>(f: F) -> Self
    where
        Fl: Carries<F>,
    {
        Assured { it: Box::new(f), by: PhantomData }
    }
}

// SAFETY: it is made of what `AnyThread` carries, and that is `Send`.
unsafe impl<F> Send for Assured<F, AnyThread> {}

impl<T, R: ErrorSet, O, F: Last<T, R, O>, Fl> Last<T, R, O> for Assured<F, Fl> {
    #[inline]
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O {
        self.it.run(outcome)
    }
}
