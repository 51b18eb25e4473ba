//! Cancelling from outside: `cancel`, cancel handles, shields, and pairs with cancellers.

use crate::deferred::resolver::Resolver;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::history::Trace;
use crate::error::interruption::{Abandoned, Cancelled};
use crate::error::printing;
use crate::error::set::sum::Sum;
use crate::error::set::{CanBeCancelled, ErrorSet, NamesAll, Value};
use crate::error::site::{Site, Stage};
use crate::flavour::CrossesThreads;
use crate::flavour::MaybeReady;
use crate::flavour::maybe_ready::RelaySender;
use crate::flavour::send_claims::send_if;
use crate::flavour::shared::SharedRef;
use crate::flavour::{CancelGroup, Canceller, Payload, VisitHandles};
use crate::flavour::{Carries, CellHandle, CellReceiver, CellSender, Flavour, SendIf, ThisThread};
use crate::runtime::cancel_reentrancy::WhenAsked;
use crate::runtime::unwind::Panicked;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::any::TypeId;
use core::fmt::{self, Debug};
use core::panic::Location;

impl<T: 'static, R: ErrorSet> Payload for Outcome<T, R> {
    #[cold]
    fn cancelled(made: &'static Location<'static>) -> Option<Self> {
        fail_with(Cancelled, made)
    }

    #[cold]
    fn abandoned(made: &'static Location<'static>) -> Option<Self> {
        fail_with(Abandoned, made)
    }

    fn come_too_late(self) {
        // Whoever cancelled has said that nobody waits for the outcome, failed or not.
        drop(self.map_err(Failure::in_hand));
    }
}

/// The failure of a pair that was made at `made`, if `error` has its place among the errors of `R`.
///
/// A set has no place for the error where two members turned out to be of its type, in generic code: one of them
/// was declared to be this, and nobody knows any more which.
fn fail_with<T, R: ErrorSet, X: Debug + 'static>(
    error: X,
    made: &'static Location<'static>,
) -> Option<Outcome<T, R>> {
    if !has_place::<R, X>() {
        return None;
    }
    printing::note::<X>();
    let value = Value::<R>::from_any(Box::new(error))?;
    Some(Err(Failure::pack(value, Trace::at(Site::at(made, Stage::Pending)))))
}

fn has_place<R: ErrorSet, X: 'static>() -> bool {
    Value::<R>::count(TypeId::of::<X>()) == 1
}

/// A canceller that calls a function for each cancel.
pub(crate) struct Asking<F: 'static, Thread: Flavour>(Thread::Ref<F>);

send_if!([F: 'static,] Asking<F, Thread>; carries [Arc<F>]);

impl<F: 'static, Thread: Flavour> Clone for Asking<F, Thread> {
    fn clone(&self) -> Self {
        Asking(self.0.clone())
    }
}

impl<F: Fn() + 'static, Thread: Flavour> CancelGroup<Thread> for Asking<F, Thread> {
    fn each(&self, _: VisitHandles<'_, Thread>) {}

    fn ask(&self, _: VisitHandles<'_, Thread>) -> Option<WhenAsked> {
        (*self.0)();
        None
    }
}

/// A pair that forwards its cancels to `ask`.
pub(crate) fn forwarding_pair<T: 'static, R: ErrorSet, F: Fn() + 'static, Thread>(
    ask: F,
    made: &'static Location<'static>,
) -> (Resolver<T, R, Thread>, Deferred<T, R, Thread>)
where
    Thread: Flavour + Carries<Arc<F>>,
{
    pair_forwarding_cancels(Asking::<F, Thread>(SharedRef::new(ask)), made)
}

/// A pair whose Deferred comes from several others: each cancel goes to each of them, and their outcomes decide the
/// result.
pub(crate) fn pair_forwarding_cancels<T: 'static, R: ErrorSet, Thread: Flavour>(
    members: impl CancelGroup<Thread> + SendIf<Thread>,
    made: &'static Location<'static>,
) -> (Resolver<T, R, Thread>, Deferred<T, R, Thread>) {
    let (sender, receiver) = Thread::pair(made);
    sender.forward_cancels(members);
    (Resolver::new(sender), MaybeReady::Pending(receiver).into())
}

/// A pair with a canceller. The operation that it ends fires the pair, or the canceller returns the result.
pub(crate) fn pair_with_canceller<T: 'static, R: ErrorSet, Thread: Flavour>(
    canceller: impl Canceller<Outcome<T, R>, Thread> + SendIf<Thread>,
    made: &'static Location<'static>,
) -> (Resolver<T, R, Thread>, Deferred<T, R, Thread>) {
    let (sender, receiver) = Thread::pair(made);
    sender.set_canceller(canceller);
    (Resolver::new(sender), MaybeReady::Pending(receiver).into())
}

/// A pair with a canceller where the set has a place for [`Cancelled`]; else a cancel is noted.
pub(crate) fn pair_with_optional_canceller<T: 'static, R: ErrorSet, Thread: Flavour>(
    canceller: impl Canceller<Outcome<T, R>, Thread> + SendIf<Thread>,
    made: &'static Location<'static>,
) -> (Resolver<T, R, Thread>, Deferred<T, R, Thread>) {
    let (sender, receiver) = Thread::pair(made);
    if has_place::<R, Cancelled>() {
        sender.set_canceller(canceller);
    }
    (Resolver::new(sender), MaybeReady::Pending(receiver).into())
}

/// A canceller that leaves the Deferred behind it running; as a shield it also keeps cancels from the pair.
pub(crate) struct Protecting<Thread: Flavour, const SHIELD: bool>(CancelHandle<Thread>);

send_if!([const SHIELD: bool,] Protecting<Thread, SHIELD>);

impl<I, Thread: Flavour, const SHIELD: bool> Canceller<I, Thread> for Protecting<Thread, SHIELD> {
    const SHIELDS: bool = SHIELD;

    fn members(&self, visit: VisitHandles<'_, Thread>) {
        self.0.each(visit);
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Deferred<T, R, Thread> {
    /// Cancels what this Deferred waits for, if its result is not there yet.
    ///
    /// A cancel goes up to the innermost Deferred that is waited for: its canceller runs, and no other. A Deferred
    /// that cannot be cancelled ([`Cancelled`] is not in *its* set, or it is
    /// [`uncancellable`](Self::uncancellable)) is waited for, and the cancel is noted for the next one that the
    /// chain waits for; the same while a callback is running. So a cancel is taken up once, and not lost. If the
    /// result is there already, a cancel does nothing.
    ///
    /// The result of a cancel goes down the chain as any other.
    ///
    /// Twisted: `Deferred.cancel`.
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn cancel<Which>(&self) where R: CanBeCancelled<Which> {
        self.handle().cancel();
    }

    /// A handle that can cancel this Deferred, wherever that goes.
    ///
    /// The handle stands for this Deferred with the callbacks that are attached to it, but not for a chain that
    /// only waits for it because a callback returned it.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, chain, testing::success_result_of};
    ///
    /// let (_resolver, answer) = Deferred::<&str, (Cancelled,)>::pending();
    /// let stop = answer.cancel_handle();
    /// let answer = chain! { answer; catch |_: Cancelled| "never mind" };
    /// stop.cancel();
    /// assert_eq!(success_result_of(answer), "never mind");
    /// ```
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn cancel_handle<Which>(&self) -> CancelHandle<Thread> where R: CanBeCancelled<Which> {
        self.handle()
    }

    /// A handle whatever the set is: for cancels on behalf of others.
    pub(crate) fn handle(&self) -> CancelHandle<Thread> {
        CancelHandle { on: self.cell_handle().map_or(On::Nothing, On::One) }
    }

    /// The handle of the node; none if the result is there.
    #[inline]
    pub(crate) fn cell_handle(&self) -> Option<Thread::Handle> {
        match self.inner() {
            MaybeReady::Ready(_) => None,
            MaybeReady::Pending(receiver) => Some(receiver.handle()),
        }
    }

    /// A Deferred of the same result that can be cancelled while this one goes on: it fails with [`Cancelled`] at
    /// once then.
    ///
    /// The later result of the protected Deferred has no taker any more: a value is dropped, a failure is
    /// [reported](crate::error::unhandled). The set is `R` with `Cancelled`, in any order.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::failure_result_of};
    ///
    /// let (save, saved) = Deferred::<()>::pending();
    /// let watched: Deferred<(), (Cancelled,)> = saved.protect();
    /// watched.cancel();
    /// assert!(failure_result_of(watched).is::<Cancelled>());
    /// save.succeed(()); // it was not disturbed
    /// ```
    ///
    /// Twisted has no counterpart. Lwt: `protect`.
    #[track_caller]
    #[rustfmt::skip] // In one line, which is what the compiler shows.
    pub fn protect<S: NamesAll<R, A> + CanBeCancelled<B>, A, B>(self) -> Deferred<T, S, Thread> where Thread: Carries<Outcome<T, S>> {
        let (sender, receiver) = Thread::pair(Location::caller());
        if has_place::<S, Cancelled>() {
            sender.set_canceller(Protecting::<Thread, false>(self.handle()));
        } else {
            sender.set_canceller(Protecting::<Thread, true>(self.handle()));
        }
        let follower = RelaySender::<Outcome<T, S>, Thread>::new(sender);
        self.settle_in_flight(follower, |follower, outcome| {
            let sender = follower.into_sender();
            // An outcome that comes after a cancel is dropped where it is: a failure is reported.
            if !sender.is_cancelled() {
                sender.fire(outcome.map_err(Failure::widen_to::<S, _>));
            }
        });
        MaybeReady::Pending(receiver).into()
    }

    /// A Deferred of the same result at which cancels stop: what it waits for is not disturbed.
    ///
    /// A cancel that comes to it is noted for what the chain waits for next, as [`cancel`](Self::cancel) says.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::success_result_of};
    ///
    /// let (commit, committed) = Deferred::<u32, (Cancelled,)>::pending();
    /// let committed = committed.uncancellable();
    /// committed.cancel();
    /// commit.succeed(7);
    /// assert_eq!(success_result_of(committed), 7);
    /// ```
    ///
    /// Twisted has no counterpart. Lwt: `no_cancel`.
    #[track_caller]
    pub fn uncancellable(self) -> Self
    where
        Thread: Carries<Outcome<T, R>>,
    {
        let (sender, receiver) = Thread::pair(Location::caller());
        sender.set_canceller(Protecting::<Thread, true>(self.handle()));
        let follower = RelaySender::<Outcome<T, R>, Thread>::new(sender);
        self.settle_in_flight(follower, |follower, outcome| follower.into_sender().fire(outcome));
        MaybeReady::Pending(receiver).into()
    }
}

/// The right to cancel a Deferred, or several, without having them.
///
/// [`Deferred::cancel_handle`] makes a handle; several are collected into one, which cancels each once, even if a
/// canceller among them panics. A handle keeps nothing alive, and does nothing where the result is there already.
///
/// ```
/// use deferred::{CancelHandle, Cancelled, Deferred, list, testing::success_result_of};
///
/// let (_resolvers, members): (Vec<_>, Vec<_>) = (0..3).map(|_| Deferred::<u8, (Cancelled,)>::pending()).unzip();
/// let stop: CancelHandle = members.iter().map(Deferred::cancel_handle).collect();
/// let all = list(members);
/// stop.cancel();
/// assert!(success_result_of(all).iter().all(|outcome| outcome.is_err()));
/// ```
pub struct CancelHandle<Thread: Flavour = ThisThread> {
    on: On<Thread>,
}

send_if!([] CancelHandle<Thread>);

// SAFETY: a handle of a cell that crosses threads is `Send`, and so is a list of them. The bound is on the
// flavour's marker, so that messages of the compiler name no internal type.
#[allow(unsafe_code)]
unsafe impl<Thread: CrossesThreads> Send for CancelHandle<Thread> {}

enum On<Thread: Flavour> {
    Nothing,
    One(Thread::Handle),
    /// `None` only when they are dropped.
    Many(Option<Arc<Vec<CancelHandle<Thread>>>>),
}

impl<Thread: Flavour> Clone for CancelHandle<Thread> {
    fn clone(&self) -> Self {
        let on = match &self.on {
            On::Nothing => On::Nothing,
            On::One(handle) => On::One(handle.clone()),
            On::Many(handles) => On::Many(handles.clone()),
        };
        CancelHandle { on }
    }
}

/// Nested handles are dropped in a loop, not by recursion.
impl<Thread: Flavour> Drop for CancelHandle<Thread> {
    fn drop(&mut self) {
        let On::Many(many) = &mut self.on else { return };
        let mut left = Vec::new();
        left.extend(many.take().and_then(Arc::into_inner));
        while let Some(mut handles) = left.pop() {
            for handle in &mut handles {
                if let On::Many(many) = &mut handle.on {
                    left.extend(many.take().and_then(Arc::into_inner));
                }
            }
        }
    }
}

/// A handle on nothing.
impl<Thread: Flavour> Default for CancelHandle<Thread> {
    fn default() -> Self {
        CancelHandle { on: On::Nothing }
    }
}

impl<Thread: Flavour> CancelHandle<Thread> {
    /// Cancels what its Deferred waits for: see [`Deferred::cancel`].
    pub fn cancel(&self) {
        match &self.on {
            On::Nothing => {}
            On::One(handle) => handle.cancel(),
            On::Many(_) => {
                let mut panicked = Panicked::default();
                self.each(&mut |handle| panicked.run(|| handle.into_iter().for_each(CellHandle::cancel)));
                panicked.resume();
            }
        }
    }

    /// Whether a cancel would change nothing: the Deferred has its result, or will never have one.
    #[cfg(feature = "std")]
    pub(crate) fn is_over(&self) -> bool {
        let mut is_over = true;
        self.each(&mut |handle| is_over &= handle.is_none_or(|handle| handle.view().is_over()));
        is_over
    }

    /// A guard that cancels when it is dropped.
    ///
    /// ```
    /// use deferred::{Cancelled, Deferred, testing::failure_result_of};
    ///
    /// let (_resolver, d) = Deferred::<u8, (Cancelled,)>::pending();
    /// {
    ///     let _until_here = d.cancel_handle().on_drop();
    /// }
    /// assert!(failure_result_of(d).is::<Cancelled>());
    /// ```
    pub fn on_drop(self) -> CancelOnDrop<Thread> {
        CancelOnDrop { handle: Some(self) }
    }
}

impl<Thread: Flavour> CancelGroup<Thread> for CancelHandle<Thread> {
    /// Visits nested handles in a loop, not by recursion. A handle that was collected several times is shown once,
    /// so that doubling handles again and again does not double the time with each.
    fn each(&self, visit: VisitHandles<'_, Thread>) {
        let mut seen = BTreeSet::new();
        let mut left = Vec::new();
        let mut next = Some(self);
        while let Some(handle) = next {
            match &handle.on {
                On::Nothing => visit(None),
                On::One(handle) if left.is_empty() || seen.insert(handle.address()) => visit(Some(handle)),
                On::One(_) => {}
                // A list without clones is reached only once, so only shared lists are remembered.
                On::Many(Some(many))
                    if Arc::strong_count(many) == 1 || seen.insert(Arc::as_ptr(many).cast()) =>
                {
                    left.push(many.iter());
                }
                On::Many(_) => {}
            }
            next = loop {
                let Some(handles) = left.last_mut() else { break None };
                match handles.next() {
                    None => drop(left.pop()),
                    another => break another,
                }
            };
        }
    }
}

impl<Thread: Flavour> FromIterator<Self> for CancelHandle<Thread> {
    fn from_iter<I: IntoIterator<Item = Self>>(handles: I) -> Self {
        CancelHandle { on: On::Many(Some(Arc::new(handles.into_iter().collect()))) }
    }
}

impl<Thread: Flavour> Debug for CancelHandle<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CancelHandle")
    }
}

/// Cancels a Deferred when the guard is dropped: see [`CancelHandle::on_drop`].
///
/// ```
/// use deferred::{Cancelled, Deferred, testing::{failure_result_of, success_result_of}};
///
/// let (_resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// drop(page.cancel_handle().on_drop());
/// assert!(failure_result_of(page).is::<Cancelled>());
///
/// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// let guard = page.cancel_handle().on_drop();
/// let _handle = guard.disarm(); // it goes on after all
/// resolver.succeed("page");
/// assert_eq!(success_result_of(page), "page");
/// ```
#[must_use = "dropped at once, it cancels at once"]
#[derive(Debug)]
pub struct CancelOnDrop<Thread: Flavour = ThisThread> {
    /// `None` once it is disarmed.
    handle: Option<CancelHandle<Thread>>,
}

impl<Thread: Flavour> CancelOnDrop<Thread> {
    /// Lets the Deferred go on after all, and gives the handle back.
    pub fn disarm(mut self) -> CancelHandle<Thread> {
        self.handle.take().expect("it is armed until it is dropped")
    }
}

impl<Thread: Flavour> Drop for CancelOnDrop<Thread> {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.cancel();
        }
    }
}
