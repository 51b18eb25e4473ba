//! Where callbacks run: on the thread of their Deferred, or on any.
//!
//! A flavour brings the cell under the Deferreds, and says what may be put
//! into it. What crosses threads must be `Send`, and the compiler must see it at
//! the user's own types: so each method asks `Flavour: Carries<F>` of the callback itself, and hands it
//! on as something [`SendIf`], beside a step that captures nothing.

#![allow(unsafe_code)]

pub(crate) mod boxed_fn;
pub(crate) mod detachable_link;
pub(crate) mod maybe_ready;
pub(crate) mod send_if;
pub(crate) mod shared;

use crate::cell::{CancelGroup, Canceller, Payload};
use crate::deferred::pending_report::View;
use crate::error::site::Site;
use crate::flavour::boxed_fn::BoxedFn;
use crate::flavour::detachable_link::DetachableLinks;
use crate::flavour::maybe_ready::MaybeReady;
pub(crate) use crate::flavour::send_if::{CheckedSend, SendIf, Wrap};
pub(crate) use crate::flavour::shared::SharedCell;
use crate::flavour::shared::SharedState;
use core::panic::Location;

/// The Deferred stays on the thread that made it, and its callbacks need not be `Send`.
pub enum ThisThread {}

/// The Deferred can be fired, cancelled and taken on any thread, and its callbacks run wherever that happens.
pub enum AnyThread {}

/// Where the callbacks of a Deferred run: [`ThisThread`] or [`AnyThread`].
pub trait Flavour:
    Carries<()> + BoxedFn + DetachableLinks + SharedState + sealed::Flavour + Sized + 'static
{
    #[doc(hidden)]
    type Sender<I: Payload>: CellSender<I, Self>;
    #[doc(hidden)]
    type Receiver<O: Payload>: CellReceiver<O, Self>;
    #[doc(hidden)]
    type Handle: CellHandle;

    #[doc(hidden)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Self::Sender<O>, Self::Receiver<O>);
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
pub trait CellSender<I: Payload, Thread: Flavour>: Sized + 'static {
    fn fire(self, input: I);

    /// Fires, or gives it back if a cancel was first.
    fn try_fire(self, input: I) -> Result<(), I>;

    fn watch<C: Canceller<I, Thread> + SendIf<Thread>>(&self, canceller: C);
    fn forward_cancels<G: CancelGroup<Thread> + SendIf<Thread>>(&self, group: G);
    fn is_cancelled(&self) -> bool;
    fn is_awaited(&self) -> bool;
    /// Where the pair was made. A cancel that has come first may have forgotten it.
    fn made(&self) -> Option<&'static Location<'static>>;
    fn abandon_silently(self);
}

/// The taking side of a pair.
#[doc(hidden)]
pub trait CellReceiver<O: Payload, Thread: Flavour>: Sized + 'static {
    fn take(self) -> Result<O, Self>;
    fn peek(&self) -> Option<&O>;
    fn is_abandoned(&self) -> bool;
    fn note_given(&self, site: Site);
    fn note_waiting(&self, site: Site);
    fn connect(self, to: Thread::Sender<O>);
    fn handle(&self) -> Thread::Handle;

    /// Puts `step` behind what is there, which is not ready: it takes what would have come out.
    fn attach<U: Payload, C, K>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>;

    /// The same for a step of somebody else's chain, which handles on this one must not reach.
    fn attach_other<U: Payload, C, K>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>;

    /// What `step` makes of `value` when the stack is free again.
    fn attach_later<U: Payload, C, K>(value: O, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> MaybeReady<U, Thread> + 'static,
        Thread: Carries<U>;
}

/// A handle on a pair.
#[doc(hidden)]
pub trait CellHandle: Clone + 'static {
    fn cancel(&self);

    /// What its node waits for.
    fn view(&self) -> View<Self>;
}
