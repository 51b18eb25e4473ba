//! The contract of a flavour: its cell, as a sender, a receiver and a handle; how it boxes functions and shares
//! state.
//!
//! The layers above know a cell by these traits alone, and a cell knows its content only as a [`Payload`].

use super::carries::{AnyThread, BoxedFn, Carries, SendIf, ThisThread};
use super::shared::SharedState;
use crate::error::set::Never;
use crate::error::site::Site;
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;
use core::panic::Location;
use core::ptr::NonNull;

/// Where the callbacks of a Deferred run: [`ThisThread`] or [`AnyThread`].
///
/// ```
/// use deferred::{Deferred, Flavour, succeed, threads};
///
/// fn is_there<Thread: Flavour>(d: &Deferred<u8, (), Thread>) -> bool {
///     d.is_ready()
/// }
/// assert!(is_there(&succeed(1)) && is_there(&threads::succeed(1)));
/// ```
///
/// Twisted has no counterpart.
// It carries two types by name: of one alone the compiler would conclude, where the flavour is a type parameter, that whatever it is asked
// to carry is that, and would call a callback a wrong `()`.
pub trait Flavour:
    Carries<()> + Carries<Never> + BoxedFn + SharedState + sealed::Flavour + Sized + 'static
{
    #[doc(hidden)]
    type Sender<I: Payload>: CellSender<I, Self>;
    #[doc(hidden)]
    type Receiver<O: Payload>: CellReceiver<O, Self>;
    #[doc(hidden)]
    type Handle: CellHandle;

    /// The weak end of a link between two nodes that can be cut.
    #[doc(hidden)]
    type Link<O: Payload>: 'static;

    #[doc(hidden)]
    fn pair<O: Payload>(made: &'static Location<'static>) -> (Self::Sender<O>, Self::Receiver<O>);

    /// The receiver of the same result behind a link that can be cut. A cancel passes through the link.
    #[doc(hidden)]
    #[allow(clippy::type_complexity, reason = "the two ends")]
    fn detachable<O: Payload>(
        receiver: Self::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (Self::Link<O>, Self::Receiver<O>)
    where
        Self: Carries<O>;

    /// Cuts the link, and returns the right to fire the node downstream, if that still waits. The result that would
    /// have come is discarded.
    #[doc(hidden)]
    fn cut<O: Payload>(link: &Self::Link<O>) -> Option<Self::Sender<O>>;
}

/// What belongs to this flavour goes to other threads: its Deferreds, resolvers and cancel handles.
///
/// This bound keeps the compiler from looking for a type inside of them that is not `Send`, and from naming that.
#[diagnostic::on_unimplemented(
    message = "a plain Deferred stays on its thread, and so does what fires or cancels it [E-stays-on-its-thread]",
    label = "would go to another thread: make it in `threads`, as by `threads::pending` or `threads::lock`, or send a value and fire here; see `deferred::mistakes::e_stays_on_its_thread`"
)]
pub trait CrossesThreads: Flavour {}

#[diagnostic::do_not_recommend]
impl CrossesThreads for AnyThread {}

/// It is one of the two, and no type parameter.
#[doc(hidden)]
pub trait OneFlavour: Flavour {}
impl OneFlavour for ThisThread {}
impl OneFlavour for AnyThread {}

mod sealed {
    pub trait Flavour {}
    impl Flavour for super::ThisThread {}
    impl Flavour for super::AnyThread {}
}

/// The sender of a pair.
#[doc(hidden)]
pub trait CellSender<I: Payload, Thread: Flavour>: Sized + 'static {
    fn fire(self, input: I);

    /// Fires, or gives the input back if a cancel came first.
    fn try_fire(self, input: I) -> Result<(), I>;

    fn set_canceller<C: Canceller<I, Thread> + SendIf<Thread>>(&self, canceller: C);
    fn forward_cancels<G: CancelGroup<Thread> + SendIf<Thread>>(&self, group: G);
    fn is_cancelled(&self) -> bool;
    fn is_awaited(&self) -> bool;
    /// Where the pair was made, unless a cancel that came first has overwritten that.
    fn made(&self) -> Option<&'static Location<'static>>;
    fn abandon_silently(self);

    /// The address of the node; only to be compared.
    fn address(&self) -> *const ();

    /// Turns the sender into one word, which owns what the sender owned.
    fn into_raw(self) -> NonNull<()>;

    /// Restores the sender from its word.
    ///
    /// # Safety
    ///
    /// `raw` came out of `into_raw` of a sender of this very type, and is taken back once.
    #[allow(unsafe_code, reason = "the caller vouches for the word")]
    unsafe fn from_raw(raw: NonNull<()>) -> Self;
}

/// The receiver of a pair.
#[doc(hidden)]
pub trait CellReceiver<O: Payload, Thread: Flavour>: Sized + 'static {
    fn take(self) -> Result<O, Self>;
    fn peek(&self) -> Option<&O>;
    fn is_abandoned(&self) -> bool;
    fn note_given(&self, site: Site);
    fn note_waiting(&self, site: Site);
    fn connect(self, to: Thread::Sender<O>);
    fn handle(&self) -> Thread::Handle;

    /// Attaches `step`, which takes the result. The receiver's node is not ready.
    fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>;

    /// Attaches a step of another chain, in a node of its own where handles on this node must not reach it.
    fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>;

    /// Continues with all stages of a chain, as [`MaybeReady::attach`] does with one step.
    #[inline(always)]
    fn chain<U: Payload, C, K, G>(
        source: MaybeReady<O, Thread>,
        counted: bool,
        captured: C,
        step: K,
    ) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        source.attach(counted, captured, step)
    }

    /// A receiver whose `value` is delivered when the stack is free again.
    fn later(value: O) -> Self;
}

/// A handle on a pair.
#[doc(hidden)]
pub trait CellHandle: Clone + 'static {
    fn cancel(&self);

    /// The address of the node; only to be compared.
    fn address(&self) -> *const ();

    /// A snapshot of what the node waits for.
    fn view(&self) -> View<Self>;

    /// The address of the innermost node that this one waits for; only to be compared.
    fn source(&self) -> *const ();

    /// Whether the node waits for `source`, so that the two would wait for each other. The walk goes up to the
    /// innermost node, and where others decide that one, as with a list or a shield, on from each of them.
    #[cold]
    fn comes_from(self, source: *const ()) -> bool {
        // Stops the walk in a ring that was not noticed when it was made.
        let mut seen = BTreeSet::new();
        let mut from = vec![self];
        while let Some(handle) = from.pop() {
            let innermost = handle.source();
            if innermost == source {
                return true;
            }
            if seen.insert(innermost)
                && let Source::Unfired(members) = handle.view().source
            {
                from.extend(members.into_iter().flatten());
            }
        }
        false
    }
}

/// The type of a node's content.
pub trait Payload: Sized + 'static {
    /// The result of a cancelled node, if the type has one.
    fn cancelled(made: &'static Location<'static>) -> Option<Self>;

    /// The result of a node whose sender was dropped, if the type has one.
    fn abandoned(made: &'static Location<'static>) -> Option<Self>;

    /// Drops a result that was fired into a cancelled node.
    fn come_too_late(self);
}

impl Payload for () {
    fn cancelled(_: &'static Location<'static>) -> Option<()> {
        None
    }

    fn abandoned(_: &'static Location<'static>) -> Option<()> {
        None
    }

    fn come_too_late(self) {}
}

/// A function that is shown the members of something, one by one; a member that was ready has no handle.
pub type VisitHandles<'a, Thread = ThisThread> = &'a mut dyn FnMut(Option<&<Thread as Flavour>::Handle>);

/// Several nodes that are cancelled together.
pub trait CancelGroup<Thread: Flavour = ThisThread>: Clone + 'static {
    /// Shows each member.
    fn each(&self, visit: VisitHandles<'_, Thread>);

    /// Called by a cancel: shows each member that is to be cancelled. Returns a function to call when they were.
    fn ask(&self, visit: VisitHandles<'_, Thread>) -> Option<WhenAsked> {
        self.each(visit);
        None
    }
}

/// The function that runs when a pair is cancelled.
pub trait Canceller<I, Thread: Flavour = ThisThread>: Sized + 'static {
    /// Whether this is a shield, which is never asked.
    const SHIELDS: bool = false;

    /// Ends the operation that would have fired the pair, if its drop does not, and may return the pair's result.
    fn cancel(self) -> Option<I> {
        None
    }

    /// Shows the Deferreds that decide the pair's result.
    fn members(&self, _: VisitHandles<'_, Thread>) {}
}

/// A value that is ready, or the receiver of one that will be.
pub enum MaybeReady<O: Payload, Thread: Flavour = ThisThread> {
    Ready(O),
    Pending(Thread::Receiver<O>),
}

/// How many stages are shown, how many members of a list, and how deep lists of lists.
pub(crate) const TOLD: usize = 16;

/// A snapshot of what a node waits for.
#[doc(hidden)]
pub struct View<Handle> {
    /// The stages that wait, the innermost last, where stages are noted.
    pub(crate) stages: Vec<Site>,
    /// How many more stages wait.
    pub(crate) more: usize,
    /// Where the innermost pair was made, if known.
    pub(crate) made: Option<&'static Location<'static>>,
    pub(crate) source: Source<Handle>,
}

/// The innermost node, by its state.
pub(crate) enum Source<Handle> {
    /// The result is ready.
    Ready,
    /// The result will never come.
    Abandoned,
    /// A callback is running, or is about to.
    Running,
    /// The nodes wait for one another, in a ring.
    Itself,
    /// A pair that was not fired, with the Deferreds that decide its result, if any. A Deferred that was ready has
    /// no handle.
    Unfired(Vec<Option<Handle>>),
}

impl<Handle> View<Handle> {
    pub(crate) fn is_pending(&self) -> bool {
        matches!(self.source, Source::Unfired(_))
    }

    #[cfg(feature = "std")]
    pub(crate) fn is_over(&self) -> bool {
        matches!(self.source, Source::Ready | Source::Abandoned)
    }
}
