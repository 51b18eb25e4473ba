//! tokio's clock.

use deferred_core::{Clock, Timer};
use std::boxed::Box;
use std::time::Duration;
use tokio::task::spawn_local;
use tokio::time::{Instant, sleep};

/// tokio's clock: each call is a local task that sleeps, and is aborted with its timer.
///
/// It goes with the feature `tokio`. Its time is tokio's, so it stands still, and jumps, where a test has paused that. Clones are the same clock.
///
/// ```
/// use deferred::{Cancelled, Deferred, TimedOut, TokioClock, chain};
/// use std::time::Duration;
/// use tokio::task::LocalSet;
///
/// let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
/// let shown = LocalSet::new().block_on(&runtime, async {
///     let (_resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
///     let page: Deferred<_, (Cancelled, TimedOut)> = page.timeout(TokioClock::new(), Duration::from_millis(1));
///     chain! { page; catch |_: TimedOut| "too late", catch |_: Cancelled| "not wanted" }.await
/// });
/// assert!(matches!(shown, Ok("too late")));
/// # Ok::<_, std::io::Error>(())
/// ```
///
/// # Panics
///
/// A call is made where local tasks can be spawned: inside a tokio `LocalSet` whose runtime has its time enabled. Elsewhere
/// [`call_later`](Clock::call_later) panics, as `spawn_local` and `sleep` do.
///
/// Twisted: `reactor`, as an `IReactorTime`.
#[derive(Clone, Copy, Debug)]
pub struct TokioClock {
    origin: Instant,
}

impl TokioClock {
    /// A clock whose time begins now.
    pub fn new() -> Self {
        TokioClock { origin: Instant::now() }
    }
}

impl Default for TokioClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TokioClock {
    fn now(&self) -> Duration {
        self.origin.elapsed()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        // The sleep begins now, and not when the task is polled first.
        let sleeping = sleep(delay);
        let task = spawn_local(async move {
            sleeping.await;
            call();
        });
        Timer::new(move || task.abort())
    }
}
