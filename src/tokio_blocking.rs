//! What blocks, on tokio's threads for that.

use deferred_core::threads::{self, Deferred};
use deferred_core::{Cancelled, Panicked, catching};

/// Runs `f` on one of tokio's threads for what blocks, and comes to what that gives there; a panic of it is [`Panicked`].
///
/// It goes with the feature `tokio`. What waits runs on that thread, too; an `Inbox` brings it back, or an `await`. A cancel takes `f` away if
/// it has not begun; once it has, it runs to its end, and what it gives is dropped.
///
/// ```
/// use deferred::{Cancelled, Panicked, chain, spawn_blocking};
///
/// let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// let length = runtime.block_on(async {
///     let page = spawn_blocking(|| "page".to_owned());
///     chain! { page; then |page| page.len(), catch Panicked | Cancelled => |_| 0 }.await
/// });
/// assert!(matches!(length, Ok(4)));
/// # Ok::<_, std::io::Error>(())
/// ```
///
/// # Panics
///
/// Outside of a tokio runtime, as [`tokio::task::spawn_blocking`].
///
/// Twisted: `threads.deferToThread`.
#[track_caller]
#[doc(alias = "deferToThread")]
pub fn spawn_blocking<U: Send + 'static>(
    f: impl FnOnce() -> U + Send + 'static,
) -> Deferred<U, (Panicked, Cancelled)> {
    threads::begun(|resolver| {
        let task = tokio::task::spawn_blocking(move || match catching(f).into_result() {
            Ok(value) => resolver.succeed(value),
            Err(panicked) => resolver.fail(panicked),
        });
        move || task.abort()
    })
}
