//! With tokio: its clock, and its threads for what blocks.

use deferred_core::threads::{self, Deferred};
use deferred_core::{AnyThread, Cancelled, Clock, Panicked, ThisThread, Timer, catching};
use std::boxed::Box;
use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::time::Duration;
use tokio::task::{spawn, spawn_local};
use tokio::time::{Instant, sleep};

/// tokio's clock: each call is a task that sleeps, and is aborted with its timer.
///
/// For Deferreds that cross threads (`TokioClock<AnyThread>`, which the compiler knows from where it is used) the task is one of the
/// runtime, for others a local one.
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
/// A call is made where tasks can be spawned: inside a tokio runtime that has its time enabled, and for local tasks inside a
/// `LocalSet`. Elsewhere [`call_later`](Clock::call_later) panics, as `spawn`, `spawn_local` and `sleep` do.
///
/// Twisted: `reactor`, as an `IReactorTime`.
pub struct TokioClock<Thread = ThisThread> {
    origin: Instant,
    for_those: PhantomData<fn() -> Thread>,
}

impl<Thread> TokioClock<Thread> {
    /// A clock whose time begins now.
    pub fn new() -> Self {
        TokioClock { origin: Instant::now(), for_those: PhantomData }
    }
}

impl<Thread> Default for TokioClock<Thread> {
    fn default() -> Self {
        Self::new()
    }
}

impl<Thread> Clone for TokioClock<Thread> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Thread> Copy for TokioClock<Thread> {}

impl<Thread> Debug for TokioClock<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokioClock({:?})", self.origin.elapsed())
    }
}

#[diagnostic::do_not_recommend]
impl Clock<ThisThread> for TokioClock<ThisThread> {
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

#[diagnostic::do_not_recommend]
impl Clock<AnyThread> for TokioClock<AnyThread> {
    fn now(&self) -> Duration {
        self.origin.elapsed()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
        let sleeping = sleep(delay);
        let task = spawn(async move {
            sleeping.await;
            call();
        });
        Timer::new(move || task.abort())
    }
}

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
