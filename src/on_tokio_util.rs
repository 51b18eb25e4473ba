//! The integration with tokio-util: its tokens cancel Deferreds, and Deferreds cancel tokens.

use deferred_core::threads::{self, Deferred};
use deferred_core::{AnyThread, CanBeCancelled, CancelHandle, CancelOnDrop, Cancelled};
use tokio_util::sync::CancellationToken;

/// Lets a token cancel a Deferred, and a Deferred cancel a token. The trait exists with the feature `tokio-util`.
///
/// The Deferred [crosses threads](crate::threads), since the token may. A plain one is awaited under a token by the
/// token's own method: `token.run_until_cancelled(d.into_future()).await` drops the wait when the token is
/// cancelled, and so cancels what it waits for.
///
/// A plain Deferred cancels a token by its canceller: `Deferred::cancellable(move || token.cancel())`.
pub trait CancelOn<Which>: Sized {
    /// A Deferred of the same result, which is [cancelled](crate::Deferred::cancel) as soon as `token` is.
    ///
    /// The cancel runs on the thread that cancels the token. One that comes after the result changes nothing, and the token keeps nothing of the Deferred by then.
    ///
    /// ```
    /// use deferred::{CancelOn, Cancelled, testing::failure_result_of, threads};
    /// use tokio_util::sync::CancellationToken;
    ///
    /// let token = CancellationToken::new();
    /// let (_resolver, page) = threads::pending::<&str, (Cancelled,)>();
    /// let page = page.cancel_on(&token);
    /// token.cancel();
    /// assert!(failure_result_of(page).is::<Cancelled>());
    /// ```
    ///
    /// # Panics
    ///
    /// A panic of a callback that the cancel runs unwinds to whoever cancels the token. Tokio may not come to the others that
    /// wait for the token then, so other Deferreds of it may stay pending.
    ///
    /// Twisted: `Deferred.cancel`, called by whoever notices.
    #[track_caller]
    fn cancel_on(self, token: &CancellationToken) -> Self;

    /// [`cancel_on`](Self::cancel_on) that also cancels the token where the Deferred is cancelled, by any handle on
    /// the returned one.
    ///
    /// The tasks that listen to the token thus end with the Deferred of their results. A cancel that comes after
    /// the result leaves the token alone, and so does a `Cancelled` that nobody asked for here.
    ///
    /// ```
    /// use deferred::{CancelOn, Cancelled, testing::failure_result_of, threads};
    /// use tokio_util::sync::CancellationToken;
    ///
    /// let token = CancellationToken::new();
    /// let (_resolver, page) = threads::pending::<&str, (Cancelled,)>();
    /// let page = page.cancel_with(&token);
    /// let stop = page.cancel_handle();
    /// stop.cancel();
    /// assert!(token.is_cancelled());
    /// assert!(failure_result_of(page).is::<Cancelled>());
    /// ```
    #[track_caller]
    fn cancel_with(self, token: &CancellationToken) -> Self;
}

impl<T: Send + 'static, R: CanBeCancelled<Which> + Send, Which> CancelOn<Which> for Deferred<T, R> {
    fn cancel_on(self, token: &CancellationToken) -> Self {
        if self.is_ready() {
            return self;
        }
        let watching = watch(token, self.cancel_handle());
        self.finally(move || drop(watching))
    }

    fn cancel_with(self, token: &CancellationToken) -> Self {
        if self.is_ready() {
            return self;
        }
        let cancels = token.clone();
        let (resolver, d) = threads::forwarding(move || cancels.cancel());
        // A cancel would bypass the pair if the two were linked.
        deferred_core::__private::forward(self.cancel_on(token), resolver);
        d
    }
}

/// Cancels by `handle` once `token` is cancelled, unless the guard is dropped before.
fn watch(token: &CancellationToken, handle: CancelHandle<AnyThread>) -> CancelOnDrop<AnyThread> {
    let cancelled = token.clone().cancelled_owned();
    let watching: Deferred<(), (Cancelled,)> = threads::run(async move {
        cancelled.await;
        handle.cancel();
        Ok(())
    });
    let stop = watching.cancel_handle().on_drop();
    watching.catch(|_: Cancelled| ()).detach();
    stop
}
