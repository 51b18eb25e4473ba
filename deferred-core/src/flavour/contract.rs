//! What a flavour is: its cell, as two sides and a handle; how it boxes functions and shares state.
//!
//! The layers above know a cell by these traits alone, and a cell knows of what it carries no more than [`Payload`].

use super::carries::{AnyThread, BoxedFn, Carries, SendIf, ThisThread};
use super::shared::SharedState;
use super::view::{Source, View};
use crate::error::site::Site;
use crate::runtime::cancel_reentrancy::WhenAsked;
use alloc::collections::BTreeSet;
use alloc::vec;
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
pub trait Flavour: Carries<()> + BoxedFn + SharedState + sealed::Flavour + Sized + 'static {
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

    /// The same result, until the link is cut. A cancel goes through it.
    #[doc(hidden)]
    #[allow(clippy::type_complexity, reason = "the two ends")]
    fn detachable<O: Payload>(
        receiver: Self::Receiver<O>,
        made: &'static Location<'static>,
    ) -> (Self::Link<O>, Self::Receiver<O>)
    where
        Self: Carries<O>;

    /// Cuts it: the right to fire what waits there, if that still does. What would have come is let go.
    #[doc(hidden)]
    fn cut<O: Payload>(link: &Self::Link<O>) -> Option<Self::Sender<O>>;
}

/// What is of this flavour goes to other threads: its Deferreds, what fires and what cancels them.
///
/// Without it the compiler would look for what is not `Send` inside of them, and name that.
#[diagnostic::on_unimplemented(
    message = "a plain Deferred stays on its thread, and so does what fires or cancels it [E-stays-on-its-thread]",
    label = "would go to another thread: make it by `threads::pending`, or send a value and fire here; see `deferred::mistakes::e_stays_on_its_thread`"
)]
pub trait CrossesThreads: Flavour {}

#[diagnostic::do_not_recommend]
impl CrossesThreads for AnyThread {}

mod sealed {
    pub trait Flavour {}
    impl Flavour for super::ThisThread {}
    impl Flavour for super::AnyThread {}
}

/// The sender of a pair.
#[doc(hidden)]
pub trait CellSender<I: Payload, Thread: Flavour>: Sized + 'static {
    fn fire(self, input: I);

    /// Fires, or gives it back if a cancel was first.
    fn try_fire(self, input: I) -> Result<(), I>;

    fn set_canceller<C: Canceller<I, Thread> + SendIf<Thread>>(&self, canceller: C);
    fn forward_cancels<G: CancelGroup<Thread> + SendIf<Thread>>(&self, group: G);
    fn is_cancelled(&self) -> bool;
    fn is_awaited(&self) -> bool;
    /// Where the pair was made. A cancel that has come first may have forgotten it.
    fn made(&self) -> Option<&'static Location<'static>>;
    fn abandon_silently(self);

    /// Where its node is; only to be compared.
    fn address(&self) -> *const ();

    /// The sender as one word, which owns what the sender owned.
    fn into_raw(self) -> NonNull<()>;

    /// The sender again.
    ///
    /// # Safety
    ///
    /// The word came out of `into_raw` of a sender of this very type, and is taken back once.
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

    /// Puts `step` behind what is there, which is not ready: it takes what would have come out.
    fn attach<U: Payload, C, K, G>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>;

    /// The same for a step of somebody else's chain, which handles on this one must not reach.
    fn attach_other<U: Payload, C, K, G>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>;

    /// Puts all that a chain does behind what is there, as [`attach`](Self::attach) would.
    #[inline(always)]
    fn attach_chain<U: Payload, C, K, G>(self, captured: C, step: K) -> Thread::Receiver<U>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        self.attach(captured, step)
    }

    /// Runs all that a chain does on a value that is there. Where the same function can do that which does it behind a pair, it does.
    #[inline(always)]
    fn pass<U: Payload, C, K, G>(value: O, captured: C, step: K) -> MaybeReady<U, Thread>
    where
        C: SendIf<Thread>,
        K: FnOnce(C, O) -> G + 'static,
        G: Into<MaybeReady<U, Thread>>,
        Thread: Carries<U>,
    {
        step(captured, value).into()
    }

    /// The receiver of a pair that gets `value` when the stack is free again.
    fn later(value: O) -> Self;
}

/// A handle on a pair.
#[doc(hidden)]
pub trait CellHandle: Clone + 'static {
    fn cancel(&self);

    /// Where its node is; only to be compared.
    fn address(&self) -> *const ();

    /// What its node waits for.
    fn view(&self) -> View<Self>;

    /// Where the innermost node is that its node waits for; only to be compared.
    fn source(&self) -> *const ();

    /// Whether what its node waits for comes from `source`, so that the two would wait for each other: up to the innermost
    /// node, and where that is a pair which others fire, as that of a list or of a shield, on from each of those.
    #[cold]
    fn comes_from(self, source: *const ()) -> bool {
        // A ring that was not seen when it was made ends here.
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

/// What a node carries.
pub trait Payload: Sized + 'static {
    /// What it comes to when it is cancelled, if that can be said.
    fn cancelled(made: &'static Location<'static>) -> Option<Self>;

    /// What it comes to when its sender is dropped, if that can be said.
    fn abandoned(made: &'static Location<'static>) -> Option<Self>;

    /// Drops what was fired into a node that had been cancelled.
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

/// Is shown the members of something, one by one; there is no handle of one that was ready.
pub type VisitHandles<'a, Thread = ThisThread> = &'a mut dyn FnMut(Option<&<Thread as Flavour>::Handle>);

/// Several that are cancelled together.
pub trait CancelGroup<Thread: Flavour = ThisThread>: Clone + 'static {
    /// Shows each.
    fn each(&self, visit: VisitHandles<'_, Thread>);

    /// A cancel has come: shows each that is to be cancelled. Gives what is to be called when they were.
    fn ask(&self, visit: VisitHandles<'_, Thread>) -> Option<WhenAsked> {
        self.each(visit);
        None
    }
}

/// What runs when a pair is cancelled.
pub trait Canceller<I, Thread: Flavour = ThisThread>: 'static {
    /// Set if it stands for a shield, which is never asked.
    const SHIELDS: bool = false;

    /// Ends what would have fired the pair, and may say what it comes to.
    fn cancel(self) -> Option<I>;

    /// Shows the Deferreds from which the pair's result comes.
    fn members(&self, _: VisitHandles<'_, Thread>) {}
}

/// A value that is there, or will be.
pub enum MaybeReady<O: Payload, Thread: Flavour = ThisThread> {
    Ready(O),
    Pending(Thread::Receiver<O>),
}
