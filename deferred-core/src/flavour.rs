//! Where callbacks run: on the thread of their Deferred, or on any.
//!
//! A flavour brings the cell under the Deferreds, and says what may be put
//! into it. What crosses threads must be `Send`, and the compiler must see it at
//! the user's own types: so each method asks `Flavour: Carries<F>` of the callback itself, and hands it
//! on as something [`Captured`], beside a step that captures nothing.

#![allow(unsafe_code)]

use crate::calls::Calls;
pub(crate) use crate::captured::{Assured, Captured, Held};
use crate::cell::{Canceller, Group, Payload};
use crate::eventual::Eventual;
use crate::loosely::Loosens;
pub(crate) use crate::shared::Shares;
use crate::shared::Sharing;
use crate::site::Site;
use crate::why::View;
use core::panic::Location;

/// The Deferred stays on the thread that made it, and its callbacks need not be `Send`.
pub enum ThisThread {}

/// The Deferred can be fired, cancelled and taken on any thread, and its callbacks run wherever that happens.
pub enum AnyThread {}

/// Where the callbacks of a Deferred run: [`ThisThread`] or [`AnyThread`].
pub trait Flavour: Carries<()> + Calls + Loosens + Sharing + sealed::Flavour + Sized + 'static {
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
///
/// # Safety
///
/// Whoever says so of [`AnyThread`] says that `X` is `Send`.
#[diagnostic::on_unimplemented(
    message = "`{X}` cannot go to another thread, as all that is in this Deferred can [E-not-send]",
    label = "is not `Send`",
    note = "let it hold an `Arc` in place of an `Rc`, a `Mutex` in place of a `RefCell`, or bring the Deferred to this thread by an `Inbox`"
)]
pub unsafe trait Carries<X: ?Sized> {}

// SAFETY: it says nothing of other threads.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized> Carries<X> for ThisThread {}
// SAFETY: as the bound says.
#[diagnostic::do_not_recommend]
unsafe impl<X: ?Sized + Send> Carries<X> for AnyThread {}

/// What is of this flavour goes to other threads: its Deferreds, what fires and what cancels them.
///
/// Without it the compiler would look for what is not `Send` inside of them, and name that.
#[diagnostic::on_unimplemented(
    message = "a plain Deferred stays on its thread, and so does what fires or cancels it [E-stays-on-its-thread]",
    label = "would go to another thread: make it by `threads::pending`, or send a value and fire here"
)]
pub trait CrossesThreads: Flavour {}

#[diagnostic::do_not_recommend]
impl CrossesThreads for AnyThread {}

mod sealed {
    pub trait Flavour {}
    impl Flavour for super::ThisThread {}
    impl Flavour for super::AnyThread {}
}

/// The firing side of a pair.
#[doc(hidden)]
pub trait Fires<I: Payload, Thread: Flavour>: Sized + 'static {
    fn fire(self, input: I);

    /// Fires, or gives it back if a cancel was first.
    fn try_fire(self, input: I) -> Result<(), I>;

    fn watch<C: Canceller<I, Thread> + Captured<Thread>>(&self, canceller: C);
    fn forward_cancels<G: Group<Thread> + Captured<Thread>>(&self, group: G);
    fn is_cancelled(&self) -> bool;
    fn is_awaited(&self) -> bool;
    /// Where the pair was made. A cancel that has come first may have forgotten it.
    fn made(&self) -> Option<&'static Location<'static>>;
    fn tear_down(self);
}

/// The taking side of a pair.
#[doc(hidden)]
pub trait Takes<O: Payload, Thread: Flavour>: Sized + 'static {
    fn take(self) -> Result<O, Self>;
    fn peek(&self) -> Option<&O>;
    fn is_abandoned(&self) -> bool;
    fn note_given(&self, site: Site);
    fn connect(self, to: Thread::Firing<O>);
    fn handle(&self) -> Thread::Handle;

    /// Puts `step` behind what is there, which is not ready: it takes what would have come out.
    fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Thread::Slot<U>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>;

    /// The same for a step of somebody else's chain, which handles on this one must not reach.
    fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Thread::Slot<U>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>;

    /// What `step` makes of `value` when the stack is free again.
    fn attach_later<U: Payload, C, K>(value: O, captured: C, step: K) -> Thread::Slot<U>
    where
        C: Captured<Thread>,
        K: FnOnce(C, O) -> Eventual<U, Thread> + 'static,
        Thread: Carries<U>;
}

/// A handle on a pair.
#[doc(hidden)]
pub trait Cancels: Clone + 'static {
    fn cancel(&self);

    /// What its node waits for.
    fn view(&self) -> View<Self>;
}
