//! The node across threads: one allocation that is a pair's source, the place of its one continuation, and the slot of
//! its result.

use super::MaybeReady;
use super::atomics::{AtomicPtr, AtomicU8, AtomicU32, Ordering, Shared, Turns};
use super::run::{Carried, Continuation, VTable, Value};
use super::state::{Phase, Upstream};
use crate::flavour::Payload;
#[cfg(not(all(test, loom)))]
use crate::runtime::freelist::{allocate, free};
use alloc::boxed::Box;
use core::mem::MaybeUninit;
use core::panic::Location;
use core::ptr::NonNull;
#[cfg(all(test, loom))]
use watched::{allocate, free};

pub(super) type NodePtr = NonNull<Node>;

/// How many words a node can hold without a second allocation.
const WORDS: usize = 4;

/// A node has the size of a cache line. Its alignment is left to the allocator: one with blocks of that size aligns
/// them so, and with any other, asking for it costs more than it gains.
pub(super) struct Node {
    /// The functions for the content of the buffer.
    vtable: AtomicPtr<VTable>,
    /// The node that takes the result, once the phase says `HAS_DOWNSTREAM`. Owns that node's right to fire.
    downstream: Shared<MaybeUninit<NodePtr>>,
    /// What the node waits for; see [`Upstream`].
    upstream: AtomicPtr<()>,
    phase: AtomicU8,
    /// The number of references, and notes about cancelling in the two lowest bits.
    refcount: AtomicU32,
    buffer: Shared<MaybeUninit<[usize; WORDS]>>,
}

#[cfg(not(all(test, loom)))]
// 1 MiB: a program that hands over to another thread does so by the thousand, and would wait for the allocator
// otherwise.
crate::runtime::freelist::freelist!(Node, 16_384);

#[cfg(all(target_pointer_width = "64", not(all(test, loom))))]
const _: () = assert!(size_of::<Node>() == 64);

/// A cancel waits for the next node that this one waits for.
const CANCEL_PENDING: u32 = 1;
/// The sender was dropped while the canceller ran, which decides the result now.
const SENDER_DROPPED: u32 = 2;
/// One reference, which keeps the memory.
const REFERENCE: u32 = 4;

impl Node {
    #[inline]
    fn allocate(vtable: &'static VTable, phase: u8, upstream: Upstream) -> NodePtr {
        let node: NodePtr = allocate();
        // SAFETY: the memory has the size and alignment of a node, and is ours. Each field is written but the node
        // downstream and the buffer's content, which are uninitialized memory.
        unsafe {
            let fields = node.as_ptr();
            (&raw mut (*fields).vtable).write(AtomicPtr::new(core::ptr::from_ref(vtable).cast_mut()));
            (&raw mut (*fields).upstream).write(AtomicPtr::new(upstream.to_word()));
            (&raw mut (*fields).phase).write(AtomicU8::new(phase));
            (&raw mut (*fields).refcount).write(AtomicU32::new(REFERENCE));
            #[cfg(all(test, loom))]
            {
                (&raw mut (*fields).downstream).write(Shared::new(MaybeUninit::uninit()));
                (&raw mut (*fields).buffer).write(Shared::new(MaybeUninit::uninit()));
            }
        }
        node
    }

    /// A node with both its sides, which takes an `O` and gives it.
    #[inline]
    pub(super) fn empty<O: Payload>(made: &'static Location<'static>) -> NodePtr {
        Self::allocate(Value::<O>::VTABLE, Phase::EMPTY, Upstream::Made(made))
    }

    /// A node with both its sides whose value comes out of the queue, so that nobody cancels it.
    pub(super) fn queued<O: Payload>() -> NodePtr {
        Self::allocate(Value::<O>::VTABLE, Phase::EMPTY, Upstream::Nothing)
    }

    /// A node with both its sides, which takes an `I` and gives what `stage` makes of it.
    #[inline]
    pub(super) fn chained<I: Payload, O: Payload, C, K, G>(stage: (C, K), upstream: Upstream) -> NodePtr
    where
        C: 'static,
        K: FnOnce(C, I) -> G + 'static,
        G: Into<MaybeReady<O>>,
    {
        let node = Self::allocate(Continuation::<I, O, C, K, G>::VTABLE, Phase::CHAINED, upstream);
        // SAFETY: the node is new, so its buffer is free.
        unsafe { put(node, stage) };
        node
    }

    /// A node with a sender only, which holds `value` for `downstream`, whose right to fire goes over.
    pub(super) fn carrier<O: Payload>(value: O, downstream: NodePtr) -> NodePtr {
        let node =
            Self::allocate(Carried::<O>::VTABLE, Phase::RUNNING + Phase::HAS_DOWNSTREAM, Upstream::Nothing);
        // SAFETY: the node is new, so its buffer is free, and nobody waits yet.
        unsafe {
            put(node, value);
            set_downstream(node, downstream);
        }
        node
    }

    /// Accesses the non-atomic fields as a write does, so that loom finds anybody who still looks at them.
    #[cfg(all(test, loom))]
    pub(super) fn touch(&self) {
        self.downstream.with_mut(|_| {});
        self.buffer.with_mut(|_| {});
    }

    #[inline]
    pub(super) fn vtable(&self) -> &'static VTable {
        // SAFETY: `allocate` and `set_vtable` store references to constants.
        unsafe { &*self.vtable.load(Ordering::Relaxed) }
    }

    /// All vtables of a node before it is claimed are those of one input type, so a cancel may read either.
    #[inline]
    pub(super) fn set_vtable(&self, vtable: &'static VTable) {
        self.vtable.store(core::ptr::from_ref(vtable).cast_mut(), Ordering::Relaxed);
    }

    /// The phase. Acquires what was stored before the phase was set.
    #[inline]
    pub(super) fn phase(&self) -> Phase {
        Phase::of(self.phase.load(Ordering::Acquire))
    }

    /// Whether the value will never come. Acquires nothing: the caller may look at the content for other reasons.
    #[inline]
    pub(super) fn is_abandoned(&self) -> bool {
        Phase::of(self.phase.load(Ordering::Relaxed)).step() == Phase::ABANDONED
    }

    /// Begins to attach, if the node is empty; all others wait until [`end_attaching`](Self::end_attaching).
    #[inline]
    pub(super) fn begin_attaching(&self) -> bool {
        let begun =
            self.phase.compare_exchange(Phase::EMPTY, Phase::ATTACHING, Ordering::Relaxed, Ordering::Relaxed);
        begun.is_ok()
    }

    /// Publishes the attached stage.
    #[inline]
    pub(super) fn end_attaching(&self) {
        self.phase.store(Phase::CHAINED, Ordering::Release);
    }

    /// Claims the node again, to run a stage with the value that the receiver has taken out.
    #[inline]
    pub(super) fn run_again(&self) {
        self.phase.store(Phase::RUNNING, Ordering::Release);
        if self.is_cancel_pending() {
            // A cancel that was noted came while the value was on its way, and that has arrived.
            self.clear_cancel_pending();
        }
    }

    /// Takes the right to fire; returns whether nobody else had.
    #[inline]
    pub(super) fn claim(&self) -> bool {
        let mut phase = self.phase();
        let mut turns = Turns::default();
        loop {
            match phase.step() {
                Phase::ATTACHING => {
                    turns.wait();
                    phase = self.phase();
                }
                Phase::EMPTY | Phase::CHAINED => {
                    let running = phase.with_step(Phase::RUNNING);
                    // Release, for the sender, which reads what a cancel has noted.
                    match self.phase.compare_exchange_weak(
                        phase.bits(),
                        running.bits(),
                        Ordering::Release,
                        Ordering::Acquire,
                    ) {
                        Ok(_) => return true,
                        Err(now) => phase = Phase::of(now),
                    }
                }
                _ => return false,
            }
        }
    }

    /// Settles the running node with the phase `step`, and returns what the receiver has published until then. If
    /// that is nothing, the node belongs to the receiver from now on.
    #[inline]
    pub(super) fn settle(&self, step: u8) -> Phase {
        // Release, for the value; Acquire, for the node downstream.
        Phase::of(self.phase.fetch_add(step - Phase::RUNNING, Ordering::AcqRel))
    }

    /// Publishes the node downstream. If the node is settled, the caller delivers.
    #[inline]
    pub(super) fn publish_downstream(&self) -> Phase {
        // Release, for the node downstream; Acquire, for the value.
        Phase::of(self.phase.fetch_add(Phase::HAS_DOWNSTREAM, Ordering::AcqRel))
    }

    /// Publishes that nobody will take the value. If the node is settled, it belongs to the caller.
    #[inline]
    pub(super) fn receiver_dropped(&self) -> Phase {
        // Release, for what this thread did with the node; Acquire, for the value.
        Phase::of(self.phase.fetch_add(Phase::RECEIVER_DROPPED, Ordering::AcqRel))
    }

    /// Takes the upstream out, which locks the node until [`unlock`](Self::unlock).
    #[inline]
    pub(super) fn lock(&self) -> Upstream {
        let mut turns = Turns::default();
        loop {
            if let Some(upstream) = self.try_lock() {
                return upstream;
            }
            turns.wait();
        }
    }

    /// [`lock`](Self::lock), unless another thread has locked the node.
    #[inline]
    pub(super) fn try_lock(&self) -> Option<Upstream> {
        let mut word = self.upstream.load(Ordering::Relaxed);
        loop {
            let upstream = Upstream::of_word(word)?;
            let taken = self.upstream.compare_exchange_weak(
                word,
                Upstream::LOCKED,
                Ordering::Acquire,
                Ordering::Relaxed,
            );
            match taken {
                Ok(_) => return Some(upstream),
                Err(now) => word = now,
            }
        }
    }

    #[inline]
    pub(super) fn unlock(&self, upstream: Upstream) {
        self.upstream.store(upstream.to_word(), Ordering::Release);
    }

    /// Whether there is or was a canceller, or the node is locked.
    #[inline]
    pub(super) fn may_have_canceller(&self) -> bool {
        // Only the sender can set a canceller, and the sender is who asks.
        Upstream::has_canceller(self.upstream.load(Ordering::Relaxed))
    }

    /// Whether the node waits for another, is a pair with a canceller, or is locked.
    #[inline]
    pub(super) fn may_wait(&self) -> bool {
        // The receiver, who asks, has seen what another thread linked.
        let upstream = self.upstream.load(Ordering::Relaxed);
        !Upstream::is_first(upstream) || Upstream::has_canceller(upstream)
    }

    #[inline]
    pub(super) fn is_cancel_pending(&self) -> bool {
        self.refcount.load(Ordering::Relaxed) & CANCEL_PENDING != 0
    }

    pub(super) fn set_cancel_pending(&self) {
        self.refcount.fetch_or(CANCEL_PENDING, Ordering::Relaxed);
    }

    pub(super) fn clear_cancel_pending(&self) {
        self.refcount.fetch_and(!CANCEL_PENDING, Ordering::Relaxed);
    }

    pub(super) fn is_sender_dropped(&self) -> bool {
        self.refcount.load(Ordering::Relaxed) & SENDER_DROPPED != 0
    }

    pub(super) fn sender_dropped(&self) {
        self.refcount.fetch_or(SENDER_DROPPED, Ordering::Relaxed);
    }

    /// Whether anybody but the two sides keeps the memory.
    #[inline]
    pub(super) fn has_handles(&self) -> bool {
        self.refcount.load(Ordering::Relaxed) >= 2 * REFERENCE
    }

    /// Adds a reference.
    pub(super) fn add_reference(&self) {
        let before = self.refcount.fetch_add(REFERENCE, Ordering::Relaxed);
        if before > u32::MAX / 2 {
            self.refcount.fetch_sub(REFERENCE, Ordering::Relaxed);
            panic!("half a billion handles to one Deferred");
        }
    }
}

/// Gives a reference back; the two sides share one, which the second of them to end gives back. The last reference
/// frees the memory.
///
/// # Safety
///
/// The caller owns the reference, and the node's content was taken out.
#[inline]
pub(super) unsafe fn release(node: NodePtr) {
    // SAFETY: the caller's reference keeps the memory until here. If it is the only one, nobody can add another;
    // else the last to release synchronizes with all before it.
    unsafe {
        let refcount = &node.as_ref().refcount;
        if refcount.load(Ordering::Acquire) < 2 * REFERENCE
            || refcount.fetch_sub(REFERENCE, Ordering::AcqRel) < 2 * REFERENCE
        {
            free(node);
        }
    }
}

/// The node that waits for this one.
///
/// # Safety
///
/// `node` is alive, and the node downstream was set, which the caller has seen.
#[inline]
pub(super) unsafe fn downstream(node: NodePtr) -> NodePtr {
    // SAFETY: the field was set, which the caller has seen, and does not change any more.
    unsafe { node.as_ref().downstream.with(|downstream| (*downstream).assume_init()) }
}

/// # Safety
///
/// `node` is alive, and the caller has its right to the value, which is used up by this and by [`Node::publish_downstream`].
#[inline]
pub(super) unsafe fn set_downstream(node: NodePtr, downstream: NodePtr) {
    // SAFETY: nobody reads the field before `publish_downstream`.
    unsafe { node.as_ref().downstream.with_mut(|place| (*place).write(downstream)) };
}

/// Takes the node downstream of a settled node, with the right to fire it, and releases the settled node, whose
/// content is out.
///
/// # Safety
///
/// `node` is settled and waited for, and the caller delivers it.
#[inline]
pub(super) unsafe fn unlink(node: NodePtr) -> NodePtr {
    // SAFETY: the node downstream is alive, since it was not fired. A cancel goes from it to this node only under
    // its lock, which is taken here, so nobody looks at this node any more.
    unsafe {
        let downstream = downstream(node);
        downstream.as_ref().lock();
        downstream.as_ref().unlock(Upstream::Nothing);
        release(node);
        downstream.as_ref().claim();
        downstream
    }
}

const fn fits<X>() -> bool {
    size_of::<X>() <= size_of::<[usize; WORDS]>() && align_of::<X>() <= align_of::<usize>()
}

/// Puts `x` into the buffer: in place if it fits, else in a box.
///
/// # Safety
///
/// `node` is alive; its buffer holds nothing, and is the caller's.
#[inline]
pub(super) unsafe fn put<X>(node: NodePtr, x: X) {
    // SAFETY: the node is alive and the buffer ours; it is large and aligned enough for an `X` that fits, and
    // for a pointer otherwise.
    unsafe {
        node.as_ref().buffer.with_mut(|buffer| {
            if fits::<X>() {
                buffer.cast::<X>().write(x);
            } else {
                buffer.cast::<Box<X>>().write(Box::new(x));
            }
        });
    }
}

/// Takes the content out of the buffer.
///
/// # Safety
///
/// `node` is alive; its buffer holds an `X`, and is the caller's, who sees to it that the `X` is not taken again.
#[inline]
pub(super) unsafe fn get<X>(node: NodePtr) -> X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we read, in the same form.
    unsafe {
        node.as_ref().buffer.with_mut(|buffer| {
            if fits::<X>() { buffer.cast::<X>().read() } else { *buffer.cast::<Box<X>>().read() }
        })
    }
}

/// Borrows the content of the buffer.
///
/// # Safety
///
/// `node` is alive, its buffer holds an `X`, and nobody takes that while it is borrowed.
pub(super) unsafe fn peek<'a, X>(node: NodePtr) -> &'a X {
    // SAFETY: the node is alive, and `put::<X>` has written here what we refer to, in the same form.
    unsafe {
        node.as_ref()
            .buffer
            .with(|buffer| if fits::<X>() { &*buffer.cast::<X>() } else { &*buffer.cast::<Box<X>>() })
    }
}

/// Allocates nodes under loom, which reports one that is not freed.
#[cfg(all(test, loom))]
mod watched {
    use super::Node;
    use core::alloc::Layout;
    use core::ptr::NonNull;

    pub(super) fn allocate() -> NonNull<Node> {
        // SAFETY: a node has a size.
        let memory = unsafe { loom::alloc::alloc(Layout::new::<Node>()) };
        NonNull::new(memory.cast()).expect("no memory is left")
    }

    pub(super) unsafe fn free(memory: NonNull<Node>) {
        // SAFETY: the memory is the caller's, and nobody may be looking at it any more: the write makes loom check
        // that.
        unsafe {
            memory.as_ref().touch();
            loom::alloc::dealloc(memory.as_ptr().cast(), Layout::new::<Node>());
        }
    }
}
