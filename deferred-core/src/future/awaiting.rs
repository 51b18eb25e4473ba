//! `d.await`: the future of a Deferred's outcome.

use super::running;
use crate::deferred::{Deferred, Outcome};
use crate::error::failure::Failure;
use crate::error::set::ErrorSet;
use crate::flavour::CrossesThreads;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Carries, CellHandle, CellReceiver, CellSender, Flavour, SharedCell, ThisThread};
use crate::runtime::unwind;
use core::fmt;
use core::future::{Future, IntoFuture};
use core::panic::Location;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// The future of a Deferred's outcome: `d.await`.
///
/// Awaiting a Deferred counts as handling its failure.
///
/// The outcome of a Deferred that cannot fail has only a value to take out:
///
/// ```
/// use deferred::{Deferred, chain, fail};
///
/// # fn block_on<T>(task: impl Future<Output = T>) -> T {
/// #     let mut context = std::task::Context::from_waker(std::task::Waker::noop());
/// #     match std::pin::pin!(task).poll(&mut context) {
/// #         std::task::Poll::Ready(value) => value,
/// #         std::task::Poll::Pending => unreachable!(),
/// #     }
/// # }
/// async fn shown(page: Deferred<String, (&'static str,)>) -> String {
///     let Ok(shown) = chain! { page; catch |why: &str| format!("no page: {why}") }.await;
///     shown
/// }
/// assert_eq!(block_on(shown(fail("offline"))), "no page: offline");
/// ```
///
/// A future that is dropped while it waits [cancels](Deferred::cancel) its Deferred, as far as that can be
/// cancelled: so dropping a task ends what the task has begun. The [`Cancelled`](crate::Cancelled) that comes of it
/// is expected; any other failure that comes then has no taker any more, and is
/// [reported](crate::error::unhandled).
///
/// ```
/// use deferred::{Cancelled, Deferred};
/// use std::task::{Context, Waker};
///
/// let (resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
/// let mut task = Box::pin(async { page.await.is_ok() });
/// assert!(task.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
/// drop(task);
/// assert!(resolver.is_cancelled());
/// ```
///
/// Functions that take many futures, such as `join_all`, `FuturesUnordered` and `buffered` of the crate `futures`,
/// are given each Deferred as this: `join_all(pages.into_iter().map(IntoFuture::into_future))`. Without an
/// executor, and with their errors in the type, [`gather`](crate::gather()), [`list`](crate::list()) and
/// [`windowed`](crate::windowed()) take Deferreds as they are.
///
/// The future of a Deferred that [crosses threads](crate::threads) is `Send`: a task that awaits it may be moved
/// from one thread to another.
///
/// # Panics
///
/// If the future is polled after its Deferred was abandoned, and [`Abandoned`](crate::Abandoned) is not among the
/// errors: there is no outcome then. And if it is polled again after it gave its outcome.
///
/// Twisted: `await d`, `Deferred.asFuture`.
#[must_use = "a future does nothing unless it is awaited"]
#[doc(alias = "asFuture")]
pub struct Awaiting<T: 'static, R: ErrorSet + 'static, Thread: Flavour = ThisThread> {
    progress: Progress<T, R, Thread>,
}

// SAFETY: the future has a Deferred, which is `Send` where its outcome is; or the receiver and a handle of such a
// Deferred, with two addresses that are compared; or a slot behind a lock, which holds an outcome, a waker and a
// handle of such a Deferred. The bound is on the flavour's marker, so that messages of the compiler name no
// internal type.
#[allow(unsafe_code)]
unsafe impl<T: Send, R: ErrorSet + Send, Thread: CrossesThreads> Send for Awaiting<T, R, Thread> {}

enum Progress<T: 'static, R: ErrorSet, Thread: Flavour> {
    Unpolled(Deferred<T, R, Thread>),
    /// The future was polled with one waker so far.
    Waiting(Waiting<T, R, Thread>),
    /// The future was polled with several wakers: the last one is in a slot behind a lock.
    Shared(Thread::Shared<AwaitSlot<T, R, Thread>>),
    /// The Deferred was abandoned.
    Abandoned,
    Over,
}

/// The state while there is one waker: the outcome goes to a pair of its own, whose node comes from the freelist,
/// and wakes the waker then.
struct Waiting<T: 'static, R: ErrorSet, Thread: Flavour> {
    receiver: Thread::Receiver<Outcome<T, R>>,
    waker: WakerIdentity,
    /// Cancels the Deferred.
    stop: Thread::Handle,
}

/// Identifies a waker, as long as that is kept.
#[derive(Clone, Copy, PartialEq)]
struct WakerIdentity {
    data: usize,
    table: usize,
}

impl WakerIdentity {
    fn of(waker: &Waker) -> Self {
        WakerIdentity { data: waker.data().addr(), table: core::ptr::from_ref(waker.vtable()).addr() }
    }
}

/// Fires the pair with the outcome, and wakes; its drop before that abandons the pair, and wakes.
pub(crate) struct WakingSender<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` once fired.
    sender: Option<Thread::Sender<Outcome<T, R>>>,
    waker: Option<Waker>,
    /// Whether the waker polls a future of this crate, with no foreign code in between.
    is_ours: bool,
}

send_if!([T: 'static, R: ErrorSet,] WakingSender<T, R, Thread>; carries [Outcome<T, R>]);

impl<T: 'static, R: ErrorSet, Thread: Flavour> WakingSender<T, R, Thread> {
    fn send(mut self, outcome: Outcome<T, R>) {
        let Some(sender) = self.sender.take() else { return };
        if sender.is_awaited() {
            sender.fire(outcome);
            self.wake();
        } else {
            sender.abandon_silently();
            come_late(outcome);
        }
    }

    fn wake(&mut self) {
        let Some(waker) = self.waker.take() else { return };
        if self.is_ours {
            let _free = running::free();
            waker.wake();
        } else {
            let _held = running::hold();
            waker.wake();
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for WakingSender<T, R, Thread> {
    fn drop(&mut self) {
        let Some(sender) = self.sender.take() else { return };
        let is_awaited = sender.is_awaited();
        sender.abandon_silently();
        if is_awaited {
            self.wake();
        }
    }
}

/// Drops an outcome whose future was dropped.
fn come_late<T, R: ErrorSet>(outcome: Outcome<T, R>) {
    match outcome {
        Err(failure) => failure.comes_of_a_cancel(),
        late => drop(late),
    }
}

/// The slot in which the outcome waits for the future to be polled.
struct AwaitSlot<T: 'static, R: ErrorSet, Thread: Flavour> {
    content: Content<T, R>,
    waker: Option<Waker>,
    /// Cancels the Deferred.
    stop: Thread::Handle,
}

enum Content<T: 'static, R: ErrorSet> {
    Nothing,
    /// The outcome, in flight.
    Outcome(Outcome<T, R>),
    Abandoned,
    /// The future was dropped.
    Unwanted,
}

/// Puts the outcome into the shared slot; its drop before that marks the slot as abandoned.
pub(crate) struct AwaitSender<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` once the outcome was put there.
    slot: Option<Thread::Shared<AwaitSlot<T, R, Thread>>>,
}

send_if!([T: 'static, R: ErrorSet,] AwaitSender<T, R, Thread>; carries [Outcome<T, R>]);

impl<T: 'static, R: ErrorSet, Thread: Flavour> AwaitSlot<T, R, Thread> {
    /// Puts `content` into the slot, and returns the waker to wake; or returns the content if the future was
    /// dropped.
    fn put(&mut self, content: Content<T, R>) -> Result<Option<Waker>, Content<T, R>> {
        if let Content::Unwanted = self.content {
            return Err(content);
        }
        self.content = content;
        Ok(self.waker.take())
    }

    /// Closes the slot, and returns its content and the handle that cancels the Deferred.
    fn close(&mut self) -> (Content<T, R>, Thread::Handle) {
        (core::mem::replace(&mut self.content, Content::Unwanted), self.stop.clone())
    }

    /// Whether there is an outcome. If not, `waker` is kept, and the one before it is returned.
    fn look(&mut self, waker: Waker) -> (bool, Option<Waker>) {
        match self.content {
            Content::Nothing => (false, self.waker.replace(waker)),
            _ => (true, Some(waker)),
        }
    }

    /// Takes the content out.
    fn take(&mut self) -> Content<T, R> {
        core::mem::replace(&mut self.content, Content::Nothing)
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> AwaitSender<T, R, Thread> {
    fn send(mut self, outcome: Outcome<T, R>) {
        self.put(Content::Outcome(outcome));
    }

    fn put(&mut self, content: Content<T, R>) {
        let Some(slot) = self.slot.take() else { return };
        match slot.with(|slot| slot.put(content)) {
            Ok(waker) => {
                let _held = running::hold();
                waker.into_iter().for_each(Waker::wake);
            }
            Err(Content::Outcome(late)) => come_late(late),
            Err(_) => {}
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for AwaitSender<T, R, Thread> {
    fn drop(&mut self) {
        self.put(Content::Abandoned);
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> IntoFuture for Deferred<T, R, Thread>
where
    Thread: Carries<Outcome<T, R>>,
{
    type Output = Outcome<T, R>;
    type IntoFuture = Awaiting<T, R, Thread>;

    fn into_future(self) -> Awaiting<T, R, Thread> {
        Awaiting { progress: Progress::Unpolled(self) }
    }
}

/// Nothing in it is ever pinned, since it holds no foreign future.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Unpin for Awaiting<T, R, Thread> {}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Future for Awaiting<T, R, Thread>
where
    Thread: Carries<Outcome<T, R>>,
{
    type Output = Outcome<T, R>;

    /// A waker may panic when it is cloned or dropped: until it is gone the outcome stays where the next poll finds
    /// it.
    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        match &this.progress {
            Progress::Waiting(waiting) if waiting.receiver.peek().is_some() => return this.take(),
            Progress::Waiting(waiting) if waiting.waker == WakerIdentity::of(context.waker()) => {}
            Progress::Unpolled(d) if d.is_ready() => return this.take(),
            Progress::Abandoned => return this.give_up(),
            Progress::Over => panic!("polled again after it gave its outcome"),
            _ => this.wait(context.waker().clone()),
        }
        match &this.progress {
            Progress::Waiting(waiting) if waiting.receiver.is_abandoned() => this.give_up(),
            Progress::Waiting(_) => Poll::Pending,
            _ => this.take(),
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread> Awaiting<T, R, Thread>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    /// The content of the slot.
    fn take(&mut self) -> Poll<Outcome<T, R>> {
        match core::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Unpolled(d) => d.try_outcome().map_or(Poll::Pending, Poll::Ready),
            Progress::Waiting(Waiting { receiver, .. }) => receiver
                .take()
                .map_or(Poll::Pending, |outcome| Poll::Ready(outcome.map_err(Failure::in_hand))),
            Progress::Shared(slot) => match slot.with(AwaitSlot::take) {
                Content::Outcome(outcome) => Poll::Ready(outcome.map_err(Failure::in_hand)),
                Content::Abandoned => self.give_up(),
                Content::Nothing | Content::Unwanted => {
                    self.progress = Progress::Shared(slot);
                    Poll::Pending
                }
            },
            Progress::Abandoned => self.give_up(),
            Progress::Over => Poll::Pending,
        }
    }

    /// The Deferred was abandoned, so no outcome will come, however often the future is polled.
    #[cold]
    fn give_up(&mut self) -> Poll<Outcome<T, R>> {
        self.progress = Progress::Abandoned;
        assert!(running::give_up(), "awaited a Deferred whose resolver was dropped unfired");
        Poll::Pending
    }

    /// Has `waker` woken when the outcome comes.
    fn wait(&mut self, waker: Waker) {
        let slot = match core::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Unpolled(d) => {
                self.progress = match d.into_inner().take() {
                    Ok(outcome) => Progress::Unpolled(Deferred::ready(outcome)),
                    Err(receiver) => Progress::Waiting(wait(receiver, waker)),
                };
                return;
            }
            Progress::Waiting(waiting) => send(waiting),
            Progress::Shared(slot) => slot,
            Progress::Abandoned | Progress::Over => return,
        };
        self.progress = Progress::Shared(slot.clone());
        drop(slot.with(|slot| slot.look(waker)));
    }
}

/// Has `waker` woken when the outcome has come to a pair of its own.
fn wait<T: 'static, R: ErrorSet, Thread>(
    receiver: Thread::Receiver<Outcome<T, R>>,
    waker: Waker,
) -> Waiting<T, R, Thread>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    let (name, stop) = (WakerIdentity::of(&waker), receiver.handle());
    let (sender, outcome) = Thread::pair(Location::caller());
    let is_ours = running::polls(&waker);
    let waking = WakingSender::<T, R, Thread> { sender: Some(sender), waker: Some(waker), is_ours };
    Deferred::settle_pending(receiver, waking, WakingSender::send);
    Waiting { receiver: outcome, waker: name, stop }
}

/// Has the outcome put into a shared slot when it comes.
fn send<T: 'static, R: ErrorSet, Thread>(
    Waiting { receiver, stop, .. }: Waiting<T, R, Thread>,
) -> Thread::Shared<AwaitSlot<T, R, Thread>>
where
    Thread: Flavour + Carries<Outcome<T, R>>,
{
    let slot = AwaitSlot { content: Content::Nothing, waker: None, stop };
    let slot = <Thread::Shared<AwaitSlot<T, R, Thread>>>::new(slot);
    let sender = AwaitSender::<T, R, Thread> { slot: Some(slot.clone()) };
    Deferred::settle_pending(receiver, sender, AwaitSender::send);
    slot
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Awaiting<T, R, Thread> {
    fn drop(&mut self) {
        if let Progress::Abandoned | Progress::Over = self.progress {
            return;
        }
        // An outcome that has come already is in flight, and reported if it is a failure; a cancel finds nothing then.
        match core::mem::replace(&mut self.progress, Progress::Over) {
            Progress::Waiting(Waiting { receiver, stop, .. }) => {
                drop(receiver);
                unwind::contain(|| stop.cancel());
            }
            Progress::Shared(slot) => match slot.with(AwaitSlot::close) {
                (Content::Nothing, stop) => unwind::contain(|| stop.cancel()),
                (come, _) => drop(come),
            },
            over => drop(over),
        }
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> fmt::Debug for Awaiting<T, R, Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Awaiting")
    }
}
