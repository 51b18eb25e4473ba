//! Where callbacks run: on the thread of their Deferred, or on any.
//!
//! A flavour brings the cell under the Deferreds, and says what may be put
//! into it. What crosses threads must be `Send`, and the compiler must see it at
//! the user's own types: so each method asks `Flavour: Carries<F>` of the callback itself, and hands it
//! on as something [`Captured`], beside a step that captures nothing.

#![allow(unsafe_code)]

use crate::cell::{Canceller, Group, Payload};
use crate::deferred::Outcome;
use crate::eventual::Eventual;
use crate::set::ErrorSet;
use crate::site::Site;
use crate::stages::{Finally, Form, Last, Seeing, Settle, Unseeing};
use core::marker::PhantomData;
use core::panic::Location;

/// The Deferred stays on the thread that made it, and its callbacks need not be `Send`.
pub enum ThisThread {}

/// The Deferred can be fired, cancelled and taken on any thread, and its callbacks run wherever that happens.
pub enum AnyThread {}

/// Where the callbacks of a Deferred run: [`ThisThread`] or [`AnyThread`].
pub trait Flavour: Carries<()> + sealed::Flavour + Sized + 'static {
    #[doc(hidden)]
    type Firing<I: Payload>: Fires<I, Self>;
    #[doc(hidden)]
    type Slot<O: Payload>: Takes<O, Self>;
    #[doc(hidden)]
    type Handle: Cancels;

    #[doc(hidden)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Self::Firing<O>, Self::Slot<O>);
}

/// An `X` may go where a Deferred of this flavour goes: to [`AnyThread`] if it is `Send`, to [`ThisThread`] in any case.
#[diagnostic::on_unimplemented(
    message = "`{X}` cannot go to another thread, which all that is in this chain may [E-not-send]",
    label = "this is not `Send`",
    note = "share it by `Arc` in place of `Rc`, change it under a `Mutex` in place of a `Cell`; or let the chain stay on one thread"
)]
///
/// # Safety
///
/// Whoever says so of [`AnyThread`] says that `X` is `Send`.
pub unsafe trait Carries<X: ?Sized> {}

// SAFETY: it says nothing of other threads.
unsafe impl<X: ?Sized> Carries<X> for ThisThread {}
// SAFETY: as the bound says.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized + Send> Carries<X> for AnyThread {}

mod sealed {
    pub trait Flavour {}
    impl Flavour for super::ThisThread {}
    impl Flavour for super::AnyThread {}
}

/// The firing side of a pair.
#[doc(hidden)]
pub trait Fires<I: Payload, Fl: Flavour>: Sized + 'static {
    fn fire(self, input: I);

    fn watch<C: Canceller<I, Fl> + Captured<Fl>>(&self, canceller: C);
    fn forward_cancels<G: Group<Fl> + Captured<Fl>>(&self, group: G);
    fn is_cancelled(&self) -> bool;
    fn is_awaited(&self) -> bool;
    fn made(&self) -> &'static Location<'static>;
    fn tear_down(self);
}

/// The taking side of a pair.
#[doc(hidden)]
pub trait Takes<O: Payload, Fl: Flavour>: Sized + 'static {
    fn take(self) -> Result<O, Self>;
    fn peek(&self) -> Option<&O>;
    fn is_abandoned(&self) -> bool;
    fn note_given(&self, site: Site);
    fn connect(self, to: Fl::Firing<O>);
    fn handle(&self) -> Fl::Handle;

    /// Puts `step` behind what is there, which is not ready: it takes what would have come out.
    fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Fl::Slot<U>
    where
        C: Captured<Fl>,
        K: FnOnce(C, O) -> Eventual<U, Fl> + 'static,
        Fl: Carries<U>;

    /// The same for a step of somebody else's chain, which handles on this one must not reach.
    fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Fl::Slot<U>
    where
        C: Captured<Fl>,
        K: FnOnce(C, O) -> Eventual<U, Fl> + 'static,
        Fl: Carries<U>;

    /// What `step` makes of `value` when the stack is free again.
    fn attach_later<U: Payload, C, K>(value: O, captured: C, step: K) -> Fl::Slot<U>
    where
        C: Captured<Fl>,
        K: FnOnce(C, O) -> Eventual<U, Fl> + 'static,
        Fl: Carries<U>;
}

/// A handle on a pair.
#[doc(hidden)]
pub trait Cancels: Clone + 'static {
    fn cancel(&self);
}

/// What a stage holds until it runs.
///
/// # Safety
///
/// The flavour carries all that it holds.
#[doc(hidden)]
pub unsafe trait Captured<Fl: Flavour>: 'static {}

/// One thing, of a user's type.
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
}

// SAFETY: it is made of what `AnyThread` carries, and that is `Send`.
unsafe impl<F> Send for Assured<F, AnyThread> {}

impl<T, R: ErrorSet, O, F: Last<T, R, O>, Fl> Last<T, R, O> for Assured<F, Fl> {
    #[inline]
    fn run(self, outcome: Option<&Outcome<T, R>>) -> O {
        self.it.run(outcome)
    }
}

// SAFETY: the flavour carries it.
unsafe impl<Fl: Flavour + Carries<F>, F: 'static> Captured<Fl> for Held<F> {}
// SAFETY: a site is `Send`.
unsafe impl<Fl: Flavour> Captured<Fl> for Site {}
// SAFETY: there is nothing.
unsafe impl<Fl: Flavour> Captured<Fl> for () {}
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

/// What is captured stands beside the step, where its type can be asked whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}
