//! Futures of one thread: each is in a slot of that thread, and its waker knows only the slot's number.
//!
//! A waker holds nothing of its future but the number of the slot, so a waker that is sent to another thread takes
//! nothing along. Called there, it posts the wake to the thread of the future, or refuses.
//!
//! A slot does not own the waker of the future that waits in it: with its last owner the waker goes, and the future with
//! it. Where that owner is on another thread, that is posted, too.

use super::polled::{Ending, LentWaker};
use super::waking;
use super::waking::{Pollable, Woken};
use super::{Polls, Settling, begun};
use crate::cancel::pair_with_optional_canceller;
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
use crate::flavour::Canceller;
use crate::flavour::ThisThread;
use crate::flavour::{Flavour, MaybeReady, SendIf};
use crate::runtime::trampoline;
use crate::runtime::unwind::{self, Panicked};
use alloc::boxed::Box;
use alloc::sync::{Arc, Weak};
use alloc::task::Wake;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::Context;

/// Sends what happened to a waker elsewhere to the thread of its future.
pub(crate) type Post = Arc<dyn Fn(Posted) + Send + Sync>;

/// What happened to a waker on another thread than its future's.
pub(crate) enum Posted {
    Woken(Arc<SlotWaker>),
    /// The last waker is gone.
    Forgotten(Occupant),
}

impl Posted {
    /// Does on the future's thread what was posted.
    pub(crate) fn open(self) {
        match self {
            Posted::Woken(waker) => waker.wake(),
            Posted::Forgotten(Occupant { slot, generation }) => {
                discard(with(|slots| slots.end(slot, generation)).flatten());
            }
        }
    }
}

type Polled = Pin<Box<dyn Future<Output = ()>>>;

/// The waker of a future of this thread.
pub(crate) struct SlotWaker {
    slot: usize,
    /// The number of the slot's thread, as [`thread`] returns it.
    thread: usize,
    /// The generation of the future, where wakes are posted: such a waker serves no other.
    generation: u64,
    /// Set once the future has ended, was dropped or cancelled: a wake does nothing then.
    is_over: AtomicBool,
    post: Option<Post>,
}

/// A future in a slot: the generation tells it from earlier ones there.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Occupant {
    slot: usize,
    generation: u64,
}

struct Slot {
    content: Content,
    /// The waker of the future that is here, or was the last.
    waker: Weak<SlotWaker>,
    /// The same, where the slot is free: it serves again if nobody else has it by then.
    spare: Option<Arc<SlotWaker>>,
    generation: u64,
}

enum Content {
    Nothing,
    Waiting(Polled),
    /// The future is being polled, and is with whoever polls it.
    Polled {
        is_woken: bool,
    },
    /// The future is being polled, and was cancelled.
    Unwanted,
}

struct Slots {
    slots: Vec<Slot>,
    free: Vec<usize>,
}

std::thread_local! {
    static SLOTS: RefCell<Slots> = const { RefCell::new(Slots { slots: Vec::new(), free: Vec::new() }) };
    static GENERATIONS: Cell<u64> = const { Cell::new(0) };
}

/// The number of this thread, unique among those that are alive. A later thread may have the number of one that has
/// ended.
#[inline]
fn thread() -> usize {
    GENERATIONS.with(|here| core::ptr::from_ref(here).addr())
}

/// Calls `look` with the slots, if the thread still has them.
fn with<A>(look: impl FnOnce(&mut Slots) -> A) -> Option<A> {
    SLOTS.try_with(|slots| look(&mut slots.borrow_mut())).ok()
}

/// The thread ends. A panic out of this drop would abort the process, so each future is dropped on its own.
impl Drop for Slots {
    fn drop(&mut self) {
        let mut panicked = Panicked::default();
        self.slots.drain(..).for_each(|slot| panicked.run(|| drop(slot)));
        panicked.end();
    }
}

impl Slots {
    /// Takes a slot for a future that is about to be polled.
    fn put(&mut self, generation: u64, post: Option<Post>) -> Arc<SlotWaker> {
        let content = Content::Polled { is_woken: false };
        match self.free.pop() {
            Some(number) => {
                let slot = &mut self.slots[number];
                slot.generation = generation;
                slot.content = content;
                // A spare is over, so its drop does not come back here.
                match slot.spare.take() {
                    Some(spare) if post.is_none() && Arc::strong_count(&spare) == 1 => {
                        spare.is_over.store(false, Ordering::Relaxed);
                        spare
                    }
                    _ => {
                        let waker = Arc::new(SlotWaker::new(number, generation, post));
                        slot.waker = Arc::downgrade(&waker);
                        waker
                    }
                }
            }
            None => {
                let waker = Arc::new(SlotWaker::new(self.slots.len(), generation, post));
                self.slots.push(Slot { content, waker: Arc::downgrade(&waker), spare: None, generation });
                waker
            }
        }
    }

    /// The slot of a waker of this thread, if the waker's future is still there.
    fn of(&mut self, waker: &SlotWaker) -> Option<&mut Slot> {
        self.slots.get_mut(waker.slot).filter(|slot| slot.is_of(waker))
    }

    /// Frees a slot in which no future waits. Returns the waker if it does not serve again: it owns foreign values
    /// then, which the caller drops when no slot is borrowed.
    #[inline]
    fn free(&mut self, number: usize, waker: Option<Arc<SlotWaker>>) -> Option<Arc<SlotWaker>> {
        self.free.push(number);
        let slot = &mut self.slots[number];
        slot.content = Content::Nothing;
        slot.generation = 0;
        let waker = waker?;
        waker.is_over.store(true, Ordering::Relaxed);
        if waker.post.is_some() {
            return Some(waker);
        }
        slot.spare = Some(waker);
        None
    }

    /// Frees a slot, and takes out the future that waits there.
    fn take(&mut self, number: usize) -> LeftOver {
        let slot = &mut self.slots[number];
        let content = core::mem::replace(&mut slot.content, Content::Nothing);
        let waker = slot.waker.upgrade();
        LeftOver { content, _waker: self.free(number, waker) }
    }

    /// Frees the slot of a future, unless that is being polled: then it ends after that.
    fn end(&mut self, number: usize, generation: u64) -> Option<LeftOver> {
        let slot = self.slots.get_mut(number).filter(|slot| slot.generation == generation)?;
        match slot.content {
            Content::Waiting(_) => return Some(self.take(number)),
            Content::Polled { .. } => slot.content = Content::Unwanted,
            Content::Nothing | Content::Unwanted => {}
        }
        None
    }
}

impl Slot {
    fn is_of(&self, waker: &SlotWaker) -> bool {
        core::ptr::eq(self.waker.as_ptr(), waker)
    }
}

/// What is left over of a future: the caller drops it when no slot is borrowed.
struct LeftOver {
    content: Content,
    /// A waker whose wakes are posted, which owns foreign values.
    _waker: Option<Arc<SlotWaker>>,
}

/// Drops a future that was waiting.
fn discard(left: Option<LeftOver>) {
    if let Some(LeftOver { content: Content::Waiting(future), .. }) = left {
        waking::discard(future);
    }
}

impl SlotWaker {
    fn new(slot: usize, generation: u64, post: Option<Post>) -> Self {
        SlotWaker { slot, thread: thread(), generation, is_over: AtomicBool::new(false), post }
    }
}

/// Nobody can wake the future any more, so it is dropped; on another thread only where that can be posted.
impl Drop for SlotWaker {
    fn drop(&mut self) {
        if *self.is_over.get_mut() {
            return;
        }
        if self.thread == thread() {
            let gone = |slots: &mut Slots| {
                slots.of(self)?;
                Some(slots.take(self.slot))
            };
            let content = with(gone).flatten();
            unwind::contain(|| discard(content));
        } else if let Some(post) = &self.post {
            post(Posted::Forgotten(Occupant { slot: self.slot, generation: self.generation }));
        }
    }
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        if self.thread == thread() {
            waking::woken(Woken::new(self));
        } else if !self.is_over.load(Ordering::Relaxed) {
            elsewhere(self);
        }
    }
}

/// Handles a wake on another thread than the future's own.
#[cold]
fn elsewhere(waker: Arc<SlotWaker>) {
    match &waker.post {
        Some(post) => post(Posted::Woken(waker.clone())),
        None => panic!(
            "a future of one thread was woken on another, where it cannot be polled: begin it with `Inbox::poll`, or let it cross threads, with `threads::run` [E-woken-on-another-thread]"
        ),
    }
}

/// What happens to a future after a poll.
enum After {
    Again(Polled),
    Waits,
    /// The future and its slot are freed.
    Ends(Polled),
    /// Nobody can wake the future any more, so it is dropped.
    IsForgotten(Polled),
}

impl Pollable for SlotWaker {
    fn poll(self: Arc<Self>) {
        poll(self);
    }
}

/// Polls the future of `waker`, unless that is being polled.
fn poll(waker: Arc<SlotWaker>) {
    let begin = |slots: &mut Slots| {
        let slot = slots.of(&waker)?;
        match &mut slot.content {
            Content::Polled { is_woken } => *is_woken = true,
            Content::Waiting(_) => {
                let polled = Content::Polled { is_woken: false };
                if let Content::Waiting(future) = core::mem::replace(&mut slot.content, polled) {
                    return Some(future);
                }
            }
            Content::Nothing | Content::Unwanted => {}
        }
        None
    };
    if let Some(future) = with(begin).flatten() {
        poll_here(waker, future);
    }
}

/// Frees the slot if a panic unwinds past the poll.
struct SlotGuard(usize);

impl Drop for SlotGuard {
    fn drop(&mut self) {
        drop(with(|slots| slots.take(self.0)));
    }
}

/// Frees the slot of a future that ends.
fn free(waker: Arc<SlotWaker>) {
    drop(with(|slots| slots.free(waker.slot, Some(waker))));
}

/// Polls the future of `waker`, whose slot is marked as being polled: nobody else changes the slot meanwhile.
fn poll_here(waker: Arc<SlotWaker>, mut future: Polled) {
    // Goes before the waker, which would free the slot as well if it were the last.
    let guard = SlotGuard(waker.slot);
    loop {
        let lent = LentWaker::of(&waker);
        let held = waking::hold();
        let scope = waking::polling(&lent);
        let ready = future.as_mut().poll(&mut Context::from_waker(&lent));
        let is_abandoned = ready.is_pending() && scope.is_abandoned();
        if ready.is_ready() || is_abandoned {
            core::mem::forget(guard);
            free(waker);
            return if is_abandoned { scope.drop_abandoned(future) } else { drop((scope, future)) };
        }
        drop(scope);
        match with(|slots| after(&mut slots.slots[waker.slot], future)) {
            Some(After::Again(again)) => future = again,
            // Where there is no slot, the thread is ending, and drops the future.
            Some(After::Waits) | None => return core::mem::forget(guard),
            Some(After::Ends(future)) | Some(After::IsForgotten(future)) => {
                core::mem::forget(guard);
                free(waker);
                return drop(future);
            }
        }
        drop(held);
    }
}

/// The owners of a waker that do not wake, during a poll: the poll.
const NOT_WAKING: usize = 1;

fn after(slot: &mut Slot, future: Polled) -> After {
    match slot.content {
        Content::Polled { is_woken: true } => {
            slot.content = Content::Polled { is_woken: false };
            After::Again(future)
        }
        Content::Polled { is_woken: false } if slot.waker.strong_count() == NOT_WAKING => {
            After::IsForgotten(future)
        }
        Content::Polled { is_woken: false } => {
            slot.content = Content::Waiting(future);
            After::Waits
        }
        _ => After::Ends(future),
    }
}

/// The canceller: ends a future of this thread.
pub(crate) struct Stop(Occupant);

// SAFETY: the trait promises nothing for `ThisThread`.
#[allow(unsafe_code)]
unsafe impl SendIf<ThisThread> for Stop {}

impl<I> Canceller<I> for Stop {
    /// Drops the future, now or when the current poll ends.
    fn cancel(self) -> Option<I> {
        let Stop(Occupant { slot, generation }) = self;
        discard(with(|slots| slots.end(slot, generation)).flatten());
        None
    }
}

impl<F: Future + 'static, T: 'static, R: ErrorSet> Polls<F, T, R> for ThisThread {
    #[inline]
    fn poll(future: F, settle: impl Settling<F::Output, T, R, Self>, site: Site) -> Deferred<T, R> {
        keep(future, settle, site, None)
    }
}

/// Keeps `future` in a slot of this thread. Wakes on other threads go through `post`.
pub(crate) fn keep<F: Future + 'static, T: 'static, R: ErrorSet>(
    future: F,
    settle: impl Settling<F::Output, T, R, ThisThread>,
    site: Site,
    post: Option<Post>,
) -> Deferred<T, R> {
    let generation = GENERATIONS.get() + 1;
    GENERATIONS.set(generation);
    let Some(waker) = with(|slots| slots.put(generation, post)) else {
        // The thread is ending, and polls nothing any more.
        let (sender, receiver) = ThisThread::pair(site.location());
        drop((future, Resolver::<T, R>::new(sender)));
        return MaybeReady::Pending(receiver).into();
    };
    let stop = Stop(Occupant { slot: waker.slot, generation });
    let (resolver, d) = pair_with_optional_canceller(stop, site.location());
    // The parts are written to where they stay. A value that is built on the stack would be read back at once, in other
    // widths than it was stored, which the processor waits for.
    let polled = Box::into_pin(Box::write(Box::new_uninit(), Ending::new(future, resolver, settle, site)));
    match trampoline::enter() {
        Some(_level) => poll_here(waker, polled),
        None => {
            with(|slots| slots.slots[waker.slot].content = Content::Waiting(polled));
            Woken::new(waker).poll();
        }
    }
    begun(d)
}
