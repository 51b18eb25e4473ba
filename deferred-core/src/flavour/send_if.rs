//! What a flavour carries, said of things that are made of what users give.
//!
//! In code that is generic over the flavour the compiler cannot see that a structure of an `F` is `Send` where `F`
//! is. So it is said here of each, and of what a chain captures once for each callback.

#![allow(unsafe_code)]

use crate::cancel::{CancelHandle, FnCanceller, Protecting, ReplyCanceller};
use crate::cell::Payload;
use crate::combinators::retry::Attempts;
use crate::combinators::share::Arrival;
use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::history::Cause;
use crate::error::set::{ErrorSet, IsCancelled};
use crate::error::site::Site;
#[cfg(feature = "std")]
use crate::flavour::ThisThread;
use crate::flavour::detachable_link::{CancelForward, Link, LinkSource};
use crate::flavour::maybe_ready::RelaySender;
use crate::flavour::{AnyThread, Carries, CrossesThreads, Flavour};
#[cfg(feature = "std")]
use crate::future::StopHere;
use crate::future::{AwaitSender, Awaiting, Ending, StopAnywhere};
use crate::stages::{Finally, FinallyCallback, Form, Settle, WithOutcome, WithoutOutcome};
use crate::sync::{LockGuard, SemaphoreGuard};
use crate::time::{Counting, Each, Lateness, LoopTask, Stopping, Timer, TimerSlot, WeakLoopTask};
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
pub unsafe trait SendIf<Thread: Flavour>: 'static {}

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

// SAFETY: the flavour carries it.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> SendIf<Thread> for Wrap<F> {}
// SAFETY: a site is `Send`.
unsafe impl<Thread: Flavour> SendIf<Thread> for Site {}
// SAFETY: there is nothing.
unsafe impl<Thread: Flavour> SendIf<Thread> for () {}
// SAFETY: a number is `Send`.
unsafe impl<Thread: Flavour> SendIf<Thread> for usize {}
// SAFETY: a time is `Send`.
unsafe impl<Thread: Flavour> SendIf<Thread> for Duration {}
// SAFETY: it is that, or nothing.
unsafe impl<Thread: Flavour, C: SendIf<Thread>> SendIf<Thread> for Option<C> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> SendIf<Thread> for WithOutcome<F> {}
// SAFETY: the flavour carries the callback.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> SendIf<Thread> for WithoutOutcome<F> {}
// SAFETY: a callback, a place in the source, and types.
unsafe impl<Thread: Flavour, F, T, R, To, O, How> SendIf<Thread> for Finally<F, T, R, To, O, How, Thread>
where
    F: SendIf<Thread> + FinallyCallback<T, R, O>,
    T: 'static,
    R: ErrorSet,
    To: ErrorSet,
    O: Settle<(), To, How, Thread>,
    How: Form,
{
}
// SAFETY: both say so.
unsafe impl<Thread: Flavour, A: SendIf<Thread>, B: SendIf<Thread>> SendIf<Thread> for (A, B) {}
// SAFETY: the flavour carries the canceller.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> SendIf<Thread> for FnCanceller<F> {}
// SAFETY: the flavour carries the canceller, beside which are a place in the source and a type.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, How: 'static> SendIf<Thread>
    for ReplyCanceller<F, How>
{
}
// SAFETY: a flavour's handles go where it goes.
unsafe impl<Thread: Flavour> SendIf<Thread> for CancelHandle<Thread> {}
// SAFETY: it is a handle.
unsafe impl<Thread: Flavour, const SHIELD: bool> SendIf<Thread> for Protecting<Thread, SHIELD> {}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<I>, I: Payload> SendIf<Thread> for RelaySender<I, Thread> {}
// SAFETY: the mailbox is for what the flavour carries.
unsafe impl<Thread: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> SendIf<Thread>
    for AwaitSender<T, R, Thread>
{
}
// SAFETY: a firing side goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<Outcome<T, R>>, T: 'static, R: ErrorSet> SendIf<Thread>
    for Resolver<T, R, Thread>
{
}
// SAFETY: what it calls is what the flavour calls.
unsafe impl<Thread: Flavour> SendIf<Thread> for Timer<Thread> {}
// SAFETY: it is about timers, which the flavour carries.
unsafe impl<Thread: Flavour> SendIf<Thread> for TimerSlot<Thread> {}
// SAFETY: it is a flag.
unsafe impl<Thread: Flavour> SendIf<Thread> for Lateness<Thread> {}
// SAFETY: it is the address of a function.
unsafe impl<Thread: Flavour, R: ErrorSet> SendIf<Thread> for IsCancelled<R> {}
// SAFETY: the flavour carries the policy and the attempt.
unsafe impl<Thread: Flavour + Carries<P> + Carries<A>, P: 'static, A: 'static> SendIf<Thread>
    for Attempts<P, A>
{
}
// SAFETY: a cause is `Send`.
unsafe impl<Thread: Flavour> SendIf<Thread> for Cause {}
// SAFETY: what those wait for who share it, and what all of them look at.
unsafe impl<Thread: Flavour + Carries<Arc<Outcome<T, R>>>, T: 'static, R: ErrorSet> SendIf<Thread>
    for Arrival<T, R, Thread>
{
}
// SAFETY: a lock that crosses threads is made of what is `Send`.
unsafe impl<T: 'static, Thread: Flavour> SendIf<Thread> for LockGuard<T, Thread> {}
// SAFETY: there is nothing in it but the way back, on which others of its kind are waited for.
unsafe impl<Thread: Flavour> SendIf<Thread> for SemaphoreGuard<Thread> {}
// SAFETY: the flavour carries the function, beside which are a place in the source and types.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, O: 'static, How: 'static> SendIf<Thread>
    for Each<F, O, How>
{
}
// SAFETY: the same.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static, O: 'static, How: 'static> SendIf<Thread>
    for Counting<F, O, How>
{
}
// SAFETY: the flavour carries what is called, and the result; a loop that crosses threads is made of a clock that is `Send` and `Sync`.
unsafe impl<C: 'static, F: SendIf<Thread>, S: ErrorSet, Thread> SendIf<Thread> for LoopTask<C, F, S, Thread> where
    Thread: Flavour + Carries<Outcome<(), S>>
{
}
// SAFETY: it finds the loop, and holds nothing else.
unsafe impl<C: 'static, F: SendIf<Thread>, S: ErrorSet, Thread> SendIf<Thread>
    for WeakLoopTask<C, F, S, Thread>
where
    Thread: Flavour + Carries<Outcome<(), S>>,
{
}
// SAFETY: what is in it was captured, and is given to one at a time.
unsafe impl<Thread: Flavour> SendIf<Thread> for Stopping<Thread> {}
// SAFETY: it is a way to a firing side, which goes where what it fires goes.
unsafe impl<Thread: Flavour + Carries<O>, O: Payload> SendIf<Thread> for Link<O, Thread> {}
// SAFETY: the same.
unsafe impl<O: Payload> SendIf<AnyThread> for LinkSource<O> where AnyThread: Carries<O> {}
// SAFETY: the same.
unsafe impl<O: Payload> SendIf<AnyThread> for CancelForward<O> where AnyThread: Carries<O> {}
// SAFETY: the flavour carries the future.
unsafe impl<Thread: Flavour + Carries<F>, F: 'static> SendIf<Thread> for Ending<F, Thread> {}

// SAFETY: it is a weak way to a task, which is `Send` and `Sync`.
unsafe impl SendIf<AnyThread> for StopAnywhere {}
// SAFETY: it is two numbers.
#[cfg(feature = "std")]
unsafe impl SendIf<ThisThread> for StopHere {}

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
    pub(crate) fn made_of<X: SendIf<Thread>>(it: X, make: fn(X) -> F) -> Self
    where
        Thread: Flavour,
    {
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

impl<T, R: ErrorSet, O, F: FinallyCallback<T, R, O>, Thread> FinallyCallback<T, R, O>
    for CheckedSend<F, Thread>
{
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
        R::Repr: Send + Sync,
    {
        is_send::<Arrival<T, R, AnyThread>>();
        is_send::<Attempts<T, T>>();
        is_send::<Each<T, (), ()>>();
        is_send::<Counting<T, (), ()>>();
        is_send::<LoopTask<T, T, R, AnyThread>>();
        is_send::<WeakLoopTask<T, T, R, AnyThread>>();
        is_send::<Stopping<AnyThread>>();
        is_send::<Cause>();
        is_send::<LockGuard<T, AnyThread>>();
        is_send::<SemaphoreGuard<AnyThread>>();
    }
}
