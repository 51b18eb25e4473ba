//! What a poll needs: a future with the resolver that it fires when it ends, as one value, so that both are in one
//! allocation; and a waker that is lent for the time of the poll, and owns nothing.
//!
//! A waker with a reference of its own would count that up and down again, two atomic operations for each poll: of the
//! 104 ns that beginning, awaiting and firing take they were 8, and more across threads.

#![allow(unsafe_code)]

use super::{Settling, waking};
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
#[cfg(feature = "spans")]
use crate::flavour::spans::Kept;
use crate::flavour::{CellSender, Flavour, MaybeReady};
use alloc::sync::Arc;
use alloc::task::Wake;
use core::future::Future;
use core::marker::PhantomData;
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};

/// Polls a future, drops it when it has ended, and fires with its output then.
///
/// An async block would keep the future in three places, and move it from one to the next.
pub(super) struct Ending<F, S, T: 'static, R: ErrorSet, Thread: Flavour> {
    /// Pinned in place; `None` once it has ended.
    future: Option<F>,
    sender: Sender<T, R, Thread>,
    settle: S,
    site: Site,
    #[cfg(feature = "spans")]
    kept: Kept,
}

/// Only the future is pinned.
impl<F: Unpin, S, T: 'static, R: ErrorSet, Thread: Flavour> Unpin for Ending<F, S, T, R, Thread> {}

/// The resolver of a future.
struct Sender<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` once fired.
    resolver: Option<Resolver<T, R, Thread>>,
}

impl<F, S, T: 'static, R: ErrorSet, Thread: Flavour> Ending<F, S, T, R, Thread> {
    #[inline]
    pub(super) fn new(future: F, resolver: Resolver<T, R, Thread>, settle: S, site: Site) -> Self {
        Ending {
            future: Some(future),
            sender: Sender { resolver: Some(resolver) },
            settle,
            site,
            #[cfg(feature = "spans")]
            kept: Kept::here(),
        }
    }
}

impl<F: Future, S, T: 'static, R: ErrorSet, Thread: Flavour> Future for Ending<F, S, T, R, Thread>
where
    S: Settling<F::Output, T, R, Thread>,
{
    type Output = ();

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // SAFETY: the future is not moved: the field is pinned through `self`, which stays pinned until it is
        // dropped in place. No other field is pinned. There is no `Drop` of an `Ending`, and `Unpin` asks for that
        // of the future.
        let this = unsafe { self.get_unchecked_mut() };
        // SAFETY: `self` is pinned and the field is structurally pinned, as just said.
        let mut future = unsafe { Pin::new_unchecked(&mut this.future) };
        let Some(polled) = future.as_mut().as_pin_mut() else { return Poll::Ready(()) };
        #[cfg(feature = "spans")]
        let polled = this.kept.within(|| polled.poll(context));
        #[cfg(not(feature = "spans"))]
        let polled = polled.poll(context);
        let Poll::Ready(given) = polled else { return Poll::Pending };
        // The future is dropped first; its output is kept if that drop panics, as an `await` would not keep it.
        future.set(None);
        this.sender.fire((this.settle)(given, this.site));
        Poll::Ready(())
    }
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Sender<T, R, Thread> {
    #[inline]
    fn fire(&mut self, with: Deferred<T, R, Thread>) {
        let Some(resolver) = self.resolver.take() else { return };
        match with.into_inner() {
            MaybeReady::Ready(outcome) => resolver.resolve_in_flight(outcome),
            pending => Deferred::from(pending).chain_into(resolver),
        }
    }
}

/// The future was dropped unfinished. That is reported here, unless a Deferred that it awaits was abandoned and
/// reported, or a panic dropped it.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Sender<T, R, Thread> {
    fn drop(&mut self) {
        let Some(resolver) = self.resolver.take() else { return };
        if waking::notice_was_given() {
            resolver.into_sender().abandon_silently();
        }
    }
}

/// The waker of a task that is borrowed meanwhile. A clone of it owns the task, as that of any waker does.
pub(super) struct LentWaker<'a> {
    waker: ManuallyDrop<Waker>,
    task: PhantomData<&'a ()>,
}

impl<'a> LentWaker<'a> {
    #[inline]
    pub(super) fn of<W: Wake + Send + Sync + 'static>(task: &'a Arc<W>) -> Self {
        // SAFETY: the pointer is that of an `Arc<W>`, of the global allocator. The `Arc` made of it has no reference
        // of its own, and takes none away: it is in the waker, which is never dropped, since it is in a
        // `ManuallyDrop` that nobody but this type reaches and that gives a shared reference only; making a `Waker`
        // of an `Arc` does not panic. `task` is borrowed for as long as the reference can be used, so its `Arc`
        // keeps the task alive until then.
        let unowned = unsafe { Arc::from_raw(Arc::as_ptr(task)) };
        LentWaker { waker: ManuallyDrop::new(Waker::from(unowned)), task: PhantomData }
    }
}

impl Deref for LentWaker<'_> {
    type Target = Waker;

    #[inline]
    fn deref(&self) -> &Waker {
        &self.waker
    }
}
