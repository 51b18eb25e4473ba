//! What a flavour carries, said of things that are made of what users give.
//!
//! In code that is generic over the flavour the compiler cannot see that a structure of an `F` is `Send` where `F`
//! is. So it is said here of each, and of what a chain captures once for each callback.

#![allow(unsafe_code)]

use crate::cancel::{Answering, Behind, Calling, CancelHandle};
use crate::cell::Payload;
use crate::deferred::{Deferred, Outcome};
use crate::eventual::Follower;
#[cfg(feature = "std")]
use crate::flavour::ThisThread;
use crate::flavour::{AnyThread, Carries, CrossesThreads, Flavour};
#[cfg(feature = "std")]
use crate::future::StopHere;
use crate::future::{Awaiting, Ending, Letter, StopAnywhere};
use crate::history::Cause;
use crate::loops::Attempts;
use crate::loosely::{Across, Link, StrongEnd};
use crate::making::Arrival;
use crate::primitives::{LockGuard, SemaphoreGuard};
use crate::resolver::Resolver;
use crate::set::{ErrorSet, IsCancelled};
use crate::site::Site;
use crate::stages::{Finally, Form, Last, Seeing, Settle, Unseeing};
use crate::time::{Counting, Each, Hourglass, Lateness, Stopping, Timer, Turns, WeakTurns};
use alloc::boxed::Box;
use alloc::sync::Arc;
use core::marker::PhantomData;
use core::time::Duration;

/// What a stage holds until it runs.
///
/// # Safety
///
/// The flavour carries all that it holds.
#[doc(hidden)]
pub unsafe trait Captured<Thread: Flavour>: 'static {}

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
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> Captured<Thread> for Held<F> {}
// SAFETY: a site is `Send`.
unsafe impl<Thread: Flavour> Captured<Thread> for Site {}
// SAFETY: there is nothing.
unsafe impl<Thread: Flavour> Captured<Thread> for () {}
// SAFETY: a number is `Send`.
unsafe impl<Thread: Flavour> Captured<Thread> for usize {}
// SAFETY: a time is `Send`.
unsafe impl<Thread: Flavour> Captured<Thread> for Duration {}
// SAFETY: it is that, or nothing.
unsafe impl<Thread: Flavour, C: Captured<Thread>> Captured<Thread> for Option<C> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> Captured<Thread> for Seeing<F> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> Captured<Thread> for Unseeing<F> {}
// SAFETY: a callback, a place in the source, and types.
unsafe impl<Thread: Flavour, F, T, R, To, O, How> Captured<Thread> for Finally<F, T, R, To, O, How, Thread>
where
    F: Captured<Thread> + Last<T, R, O>,
    T: 'static,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
{
}
// SAFETY: both say so.
unsafe impl<Thread: Flavour, A: Captured<Thread>, B: Captured<Thread>> Captured<Thread> for (A, B) {}
// SAFETY: the flavour carries the canceller.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> Captured<Thread> for Calling<F> {}
// SAFETY: the flavour carries the canceller, beside which are a place in the source and a type.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, How: 'static> Captured<Thread> for Answering<F, How> {}
// SAFETY: a flavour's handles go where it goes.
unsafe impl<Thread: Flavour> Captured<Thread> for CancelHandle<Thread> {}
// SAFETY: it is a handle.
unsafe impl<Thread: Flavour, const SHIELD: bool> Captured<Thread> for Behind<Thread, SHIELD> {}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<I>, I: Payload> Captured<Thread> for Follower<I, Thread> {}
// SAFETY: the mailbox is for what the flavour carries.
unsafe impl<Thread: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> Captured<Thread>
    for Letter<T, R, Thread>
{
}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> Captured<Thread>
    for Resolver<T, R, Thread>
{
}
// SAFETY: what it calls is what the flavour calls.
unsafe impl<Thread: Flavour> Captured<Thread> for Timer<Thread> {}
// SAFETY: it is about timers, which the flavour carries.
unsafe impl<Thread: Flavour> Captured<Thread> for Hourglass<Thread> {}
// SAFETY: it is a flag.
unsafe impl<Thread: Flavour> Captured<Thread> for Lateness<Thread> {}
// SAFETY: it is the address of a function.
unsafe impl<Thread: Flavour, R: ErrorSet> Captured<Thread> for IsCancelled<R> {}
// SAFETY: the flavour carries the policy and the attempt.
unsafe impl<Thread: Flavour + Carries<P> + Carries<A>, P: 'static, A: 'static> Captured<Thread>
    for Attempts<P, A>
{
}
// SAFETY: a cause is `Send`.
unsafe impl<Thread: Flavour> Captured<Thread> for Cause {}
// SAFETY: what those wait for who share it, and what all of them look at.
unsafe impl<Thread: Flavour + Carries<Arc<Outcome<T, R>>>, T: 'static, R: ErrorSet> Captured<Thread>
    for Arrival<T, R, Thread>
{
}
// SAFETY: a lock that crosses threads is made of what is `Send`.
unsafe impl<T: 'static, Thread: Flavour> Captured<Thread> for LockGuard<T, Thread> {}
// SAFETY: there is nothing in it but the way back, on which others of its kind are waited for.
unsafe impl<Thread: Flavour> Captured<Thread> for SemaphoreGuard<Thread> {}
// SAFETY: the flavour carries the function, beside which are a place in the source and types.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, O: 'static, How: 'static> Captured<Thread>
    for Each<F, O, How>
{
}
// SAFETY: the same.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, O: 'static, How: 'static> Captured<Thread>
    for Counting<F, O, How>
{
}
// SAFETY: the flavour carries what is called, and the result; a loop that crosses threads is made of a clock that is `Send` and `Sync`.
unsafe impl<C: 'static, F: Captured<Thread>, S: ErrorSet, Thread> Captured<Thread> for Turns<C, F, S, Thread> where
    Thread: Flavour + Carries<Outcome<(), S>>
{
}
// SAFETY: it finds the loop, and holds nothing else.
unsafe impl<C: 'static, F: Captured<Thread>, S: ErrorSet, Thread> Captured<Thread>
    for WeakTurns<C, F, S, Thread>
where
    Thread: Flavour + Carries<Outcome<(), S>>,
{
}
// SAFETY: what is in it was captured, and is given to one at a time.
unsafe impl<Thread: Flavour> Captured<Thread> for Stopping<Thread> {}
// SAFETY: it is a way to a firing side, which goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<O>, O: Payload> Captured<Thread> for Link<O, Thread> {}
// SAFETY: the same.
unsafe impl<O: Payload> Captured<AnyThread> for StrongEnd<O> where AnyThread: Carries<O> {}
// SAFETY: the same.
unsafe impl<O: Payload> Captured<AnyThread> for Across<O> where AnyThread: Carries<O> {}
// SAFETY: the flavour carries the future.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> Captured<Thread> for Ending<F, Thread> {}

// SAFETY: it is a weak way to a task, which is `Send` and `Sync`.
unsafe impl Captured<AnyThread> for StopAnywhere {}
// SAFETY: it is two numbers.
#[cfg(feature = "std")]
unsafe impl Captured<ThisThread> for StopHere {}

// Where a flavour crosses threads, its sides are `Send` by themselves. So what users hold is, and the compiler asks the flavour.

// SAFETY: its cell's side is `Send` where what it gives is.
unsafe impl<T, R: ErrorSet, Thread: CrossesThreads> Send for Deferred<T, R, Thread> where Outcome<T, R>: Send {}
// SAFETY: its cell's side is `Send` where what it takes is.
unsafe impl<T, R: ErrorSet, Thread: CrossesThreads> Send for Resolver<T, R, Thread> where Outcome<T, R>: Send {}
// SAFETY: it has a Deferred, or a mailbox behind a lock, in which are an outcome, a waker and a handle.
unsafe impl<T, R: ErrorSet, Thread: CrossesThreads> Send for Awaiting<T, R, Thread> where Outcome<T, R>: Send {}
// SAFETY: its cell's handles are `Send`, and shared by threads.
unsafe impl<Thread: CrossesThreads> Send for CancelHandle<Thread> {}

/// What is captured stands beside the step, where its type can be asked whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}

/// Something of a user's type that `Thread` carries, as was said where it was made: a chain asks it once of each callback.
#[doc(hidden)]
pub struct Assured<F, Thread> {
    it: F,
    by: PhantomData<fn() -> Thread>,
}

impl<F, Thread> Assured<F, Thread> {
    #[inline]
    pub(crate) fn new(it: F) -> Self
    where
        Thread: Carries<F>,
    {
        Assured { it, by: PhantomData }
    }

    /// Something that is made of what is captured, in which its type goes.
    pub(crate) fn made_of<X: Captured<Thread>>(it: X, make: fn(X) -> F) -> Self
    where
        Thread: Flavour,
    {
        Assured { it: make(it), by: PhantomData }
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

impl<A, B, Thread> Assured<Box<dyn FnMut(A, B)>, Thread> {
    pub(crate) fn boxed<F: FnMut(A, B) + 'static>(f: F) -> Self
    where
        Thread: Carries<F>,
    {
        Assured { it: Box::new(f), by: PhantomData }
    }
}

// SAFETY: it is made of what `AnyThread` carries, and that is `Send`.
unsafe impl<F> Send for Assured<F, AnyThread> {}

impl<T, R: ErrorSet, O, F: Last<T, R, O>, Thread> Last<T, R, O> for Assured<F, Thread> {
    #[inline]
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O {
        self.it.run(outcome)
    }
}

/// What is said above of things that hold what users give, where the compiler can see it.
#[cfg(test)]
mod checked {
    use super::*;

    fn is_send<X: Send>() {}

    #[allow(dead_code, reason = "it need only compile")]
    fn of_each<T: Send + Sync + 'static, R: ErrorSet>()
    where
        R::Carried: Send + Sync,
    {
        is_send::<Arrival<T, R, AnyThread>>();
        is_send::<Attempts<T, T>>();
        is_send::<Each<T, (), ()>>();
        is_send::<Counting<T, (), ()>>();
        is_send::<Turns<T, T, R, AnyThread>>();
        is_send::<WeakTurns<T, T, R, AnyThread>>();
        is_send::<Stopping<AnyThread>>();
        is_send::<Cause>();
        is_send::<LockGuard<T, AnyThread>>();
        is_send::<SemaphoreGuard<AnyThread>>();
    }
}
