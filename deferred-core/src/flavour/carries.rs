//! The two flavours, and which types each may hold: which internal types may be sent to another thread, given the
//! user's types inside them.
//!
//! In code that is generic over the flavour the compiler cannot derive that a structure which holds an `F` is `Send`
//! where `F` is: `Thread: Carries<F>` says `F: Send` for [`AnyThread`] only. So [`SendIf`] is claimed for each such structure,
//! next to its type, by [`send_if!`](super::send_claims::send_if), which also has the compiler derive the same where the flavour is known.

#![allow(unsafe_code)]

use crate::error::failure::Failure;
use crate::error::set::{ErrorSet, OneOf};
use alloc::boxed::Box;
use core::marker::PhantomData;

/// The Deferred stays on the thread that made it, and its callbacks need not be `Send`.
///
/// ```
/// use deferred::{Deferred, ThisThread, succeed};
///
/// let here: Deferred<u8, (), ThisThread> = succeed(1); // what `Deferred<u8>` is short for
/// assert!(here.is_ready());
/// ```
///
/// Twisted: every Deferred, which belongs to the thread of the reactor.
pub enum ThisThread {}

/// The Deferred can be fired, cancelled and taken on any thread, and its callbacks run wherever that happens.
///
/// ```
/// use deferred::{AnyThread, Deferred, threads};
///
/// let anywhere: Deferred<u8, (), AnyThread> = threads::succeed(1);
/// assert!(std::thread::spawn(move || anywhere.is_ready()).join().unwrap());
/// ```
///
/// Twisted has no counterpart: `callFromThread` brings a result to the thread of the reactor first.
pub enum AnyThread {}

/// An `X` may go where a Deferred of this flavour goes: for [`AnyThread`] only if the `X` is `Send`, for
/// [`ThisThread`] in any case.
///
/// ```
/// use deferred::{AnyThread, Carries, threads};
///
/// fn shared<T: 'static>(value: T) -> threads::Lock<T>
/// where
///     AnyThread: Carries<T>,
/// {
///     threads::lock(value)
/// }
/// assert!(!shared(1).is_locked());
/// ```
///
/// Twisted has no counterpart.
///
/// # Safety
///
/// An implementation for [`AnyThread`] promises that `X` is `Send`.
#[diagnostic::on_unimplemented(
    message = "`{X}` cannot go to another thread, as all that is in this Deferred can [E-not-send]",
    label = "is not `Send`",
    note = "let it hold an `Arc` in place of an `Rc`, a `Mutex` in place of a `RefCell`, or bring the Deferred to this thread by an `Inbox`; see `deferred::mistakes::e_not_send`"
)]
pub unsafe trait Carries<X: ?Sized> {}

// SAFETY: the trait promises nothing for `ThisThread`.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized> Carries<X> for ThisThread {}
// SAFETY: the bound says that `X` is `Send`.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized + Send> Carries<X> for AnyThread {}

// SAFETY: a failure holds one of the errors of its set, which is a tuple of them, and a trace, which is `Send` and `Sync`. The bound
// is on the set, so that a set which is a type parameter need only be `Send`, and messages of the compiler name no internal
// type; in tests the compiler derives this for sets of every size.
unsafe impl<R: ErrorSet + Send> Send for Failure<R> {}
// SAFETY: as above.
unsafe impl<R: ErrorSet + Sync> Sync for Failure<R> {}

// SAFETY: it is one of the errors of its set, which is a tuple of them; in tests the compiler derives this for sets of every size.
unsafe impl<R: ErrorSet + Send> Send for OneOf<R> {}
// SAFETY: as above.
unsafe impl<R: ErrorSet + Sync> Sync for OneOf<R> {}

/// `Self` is `Send`, if `Thread` crosses threads.
///
/// # Safety
///
/// If `Thread` is [`AnyThread`], `Self` is `Send`.
#[doc(hidden)]
pub unsafe trait SendIf<Thread>: 'static {}

/// Wraps one value of a user's type, of which `SendIf` is claimed where the flavour carries the type.
#[derive(Clone)]
pub(crate) struct Wrap<F>(pub(crate) F);

/// Checks that a step captures nothing. The captured value is passed beside the step, where its type can be asked
/// whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}

/// A value of a user's type of which was checked, where it was made, that `Thread` carries it: a chain checks each
/// callback once.
///
/// Anybody may take the value, or replace it by one of the same type: what is checked is the type.
#[doc(hidden)]
pub struct CheckedSend<F, Thread> {
    pub(crate) it: F,
    pub(crate) _checked: Checked<F, Thread>,
}

/// The check. Only this file makes one without asking, since its field is private.
///
/// It is a constant and no function, which would be compiled for each callback where nothing is inlined.
#[doc(hidden)]
pub struct Checked<F, Thread>(PhantomData<fn() -> (F, Thread)>);

impl<F, Thread: Carries<F>> Checked<F, Thread> {
    pub(crate) const YES: Self = Checked(PhantomData);
}

impl<F, Thread> CheckedSend<F, Thread> {
    /// Wraps what `make` makes of a value that may be sent.
    pub(crate) fn made_of<X: SendIf<Thread>>(it: X, make: fn(X) -> F) -> Self {
        CheckedSend { it: make(it), _checked: Checked(PhantomData) }
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
        CheckedSend { it: Box::new(f), _checked: Checked(PhantomData) }
    }
}

// SAFETY: whoever makes one has asked that `AnyThread` carries an `F`, or all that this one is made of, so it is `Send`: that is
// what a `Checked` says, which has no other constructors.
unsafe impl<F> Send for CheckedSend<F, AnyThread> {}

/// How a flavour boxes functions.
pub trait BoxedFn: Sized {
    /// A function that is called once: `Box<dyn FnOnce()>`, and for [`AnyThread`] `Box<dyn FnOnce() + Send>`.
    type Call: FnOnce() + 'static;

    /// Boxes a call of `step` with `captured`. The step itself captures nothing.
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

/// A step, with the value that it takes.
struct BoxedStep<C, K> {
    captured: C,
    step: K,
}

// SAFETY: the bound says that `captured` is `Send`, and `boxed` checks that the step captures nothing.
unsafe impl<C: SendIf<AnyThread>, K> Send for BoxedStep<C, K> {}

impl<C, K: FnOnce(C)> BoxedStep<C, K> {
    fn run(self) {
        (self.step)(self.captured);
    }
}
