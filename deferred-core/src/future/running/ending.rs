//! A future with what is fired when it ends: one value, so that one allocation has both.

#![allow(unsafe_code)]

use super::{Settling, waking};
use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::error::site::Site;
#[cfg(feature = "spans")]
use crate::flavour::spans::Kept;
use crate::flavour::{CellSender, Flavour, MaybeReady};
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};

/// Polls the future, and fires with what that gives, once it is gone.
///
/// As an async block it would keep the future in three places, and move it from one to the next.
pub(super) struct Ending<F: Future, T: 'static, R: ErrorSet, Thread: Flavour> {
    /// Pinned where it is; `None` once it has ended.
    future: Option<F>,
    sender: Sender<T, R, Thread>,
    settle: Settling<F::Output, T, R, Thread>,
    site: Site,
    #[cfg(feature = "spans")]
    kept: Kept,
}

/// Pinned is the future alone.
impl<F: Future + Unpin, T: 'static, R: ErrorSet, Thread: Flavour> Unpin for Ending<F, T, R, Thread> {}

/// What a future fires when it ends.
struct Sender<T: 'static, R: ErrorSet, Thread: Flavour> {
    /// `None` once fired.
    resolver: Option<Resolver<T, R, Thread>>,
}

impl<F: Future, T: 'static, R: ErrorSet, Thread: Flavour> Ending<F, T, R, Thread> {
    #[inline]
    pub(super) fn new(
        future: F,
        resolver: Resolver<T, R, Thread>,
        settle: Settling<F::Output, T, R, Thread>,
        site: Site,
    ) -> Self {
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

impl<F: Future, T: 'static, R: ErrorSet, Thread: Flavour> Future for Ending<F, T, R, Thread> {
    type Output = ();

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // SAFETY: the future is not moved: what is here is never pinned but by `self`, which pins it until it is dropped in its place. All
        // else is not pinned. There is no `Drop` of an `Ending`, and `Unpin` asks for that of the future.
        let this = unsafe { self.get_unchecked_mut() };
        // SAFETY: as above.
        let mut future = unsafe { Pin::new_unchecked(&mut this.future) };
        let Some(polled) = future.as_mut().as_pin_mut() else { return Poll::Ready(()) };
        #[cfg(feature = "spans")]
        let polled = this.kept.within(|| polled.poll(context));
        #[cfg(not(feature = "spans"))]
        let polled = polled.poll(context);
        let Poll::Ready(given) = polled else { return Poll::Pending };
        // First it goes; and what it gave is kept where that panics, as an `await` would not.
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

/// The future was dropped. Notice of that is given here, unless it was where what it awaits was abandoned, or by a panic.
impl<T: 'static, R: ErrorSet, Thread: Flavour> Drop for Sender<T, R, Thread> {
    fn drop(&mut self) {
        let Some(resolver) = self.resolver.take() else { return };
        if waking::notice_was_given() {
            resolver.into_sender().abandon_silently();
        }
    }
}
