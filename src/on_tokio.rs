//! The integration with tokio: its clock, and its threads for blocking calls.

use deferred_core::__private::Panicked as CaughtPanic;
use deferred_core::threads::{self, Deferred};
use deferred_core::{AnyThread, Cancelled, Clock, Panicked, Timer, catching};
use std::boxed::Box;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::{Instant, sleep_until};

/// tokio's clock for Deferreds that cross threads: each call is a task that sleeps, and is aborted with its timer.
///
/// The clock holds its runtime, so it serves on other threads, too. A plain Deferred takes a [`LocalTokioClock`].
///
/// The clock exists with the feature `tokio`. Its time is tokio's, so it stands still, and jumps, where a test has
/// paused that. Clones are the same clock.
///
/// ```
/// use deferred::{Cancelled, TimedOut, TokioClock, chain, threads};
/// use std::time::Duration;
///
/// let runtime = tokio::runtime::Builder::new_multi_thread().enable_time().build()?;
/// let clock = TokioClock::on(runtime.handle().clone());
/// let (_resolver, page) = threads::pending::<&str, (Cancelled,)>();
/// let page = chain! { page; timeout(clock, Duration::from_millis(1)), catch |_: TimedOut| "too late", catch |_: Cancelled| "not wanted" };
/// assert!(matches!(runtime.block_on(page.into_future()), Ok("too late")));
/// # Ok::<_, std::io::Error>(())
/// ```
///
/// Twisted: `reactor`, as an `IReactorTime`.
#[derive(Clone)]
pub struct TokioClock {
    runtime: Handle,
    origin: Instant,
}

impl TokioClock {
    /// A clock of that runtime, whose time begins now. The runtime must have its time enabled.
    pub fn on(runtime: Handle) -> Self {
        let origin = {
            let _inside = runtime.enter();
            Instant::now()
        };
        TokioClock { runtime, origin }
    }

    /// A clock of the runtime in which this is called.
    ///
    /// # Panics
    ///
    /// Outside of a tokio runtime, as [`Handle::current`].
    ///
    /// ```
    /// use deferred::TokioClock;
    ///
    /// let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    /// let clock = runtime.block_on(async { TokioClock::current() });
    /// # drop(clock);
    /// # Ok::<_, std::io::Error>(())
    /// ```
    #[track_caller]
    pub fn current() -> Self {
        Self::on(Handle::current())
    }
}

impl Debug for TokioClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokioClock({:?})", Clock::<AnyThread>::now(self))
    }
}

#[diagnostic::do_not_recommend]
impl Clock<AnyThread> for TokioClock {
    fn now(&self) -> Duration {
        let _inside = self.runtime.enter();
        self.origin.elapsed()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
        // The sleep begins now, and not when the task is first polled.
        let due = {
            let _inside = self.runtime.enter();
            after(delay)
        };
        let task = self.runtime.spawn(async move {
            sleep_until(due).await;
            call();
        });
        Timer::new(move || task.abort())
    }
}

/// The time after `delay`; the far future, where the sum is more than a clock can count.
fn after(delay: Duration) -> Instant {
    const NEVER: Duration = Duration::from_secs(30 * 365 * 86_400);
    let now = Instant::now();
    now.checked_add(delay).unwrap_or_else(|| now + NEVER)
}

/// tokio's clock for plain Deferreds: [`run`](Self::run) makes its calls, in the task that awaits it.
///
/// The clock needs no tasks of its own, and works under a plain `#[tokio::main]` as in a `LocalSet`.
///
/// The clock exists with the feature `tokio`. Its time is tokio's, so it stands still, and jumps, where a test has
/// paused that. Clones are the same clock.
///
/// ```
/// use deferred::{Cancelled, Deferred, LocalTokioClock, TimedOut, chain};
/// use std::time::Duration;
///
/// #[tokio::main]
/// async fn main() {
///     let shown = LocalTokioClock::run(async |clock| {
///         let (_resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
///         let page = page.timeout(clock, Duration::from_millis(1));
///         chain! { page; catch |_: TimedOut| "too late", catch |_: Cancelled| "not wanted" }.await
///     });
///     assert!(matches!(shown.await, Ok("too late")));
/// }
/// ```
///
/// Twisted: `reactor`, as an `IReactorTime`.
#[derive(Clone)]
pub struct LocalTokioClock {
    origin: Instant,
    calls: Rc<RefCell<Calls>>,
}

/// The time when a call is due, and its number.
type Due = (Instant, u64);

#[derive(Default)]
struct Calls {
    waiting: BTreeMap<Due, Box<dyn FnOnce()>>,
    made: u64,
    /// The waker of the task that makes the calls.
    waker: Option<Waker>,
    /// Whether the task that makes the calls has ended.
    is_over: bool,
}

impl LocalTokioClock {
    /// Awaits `body`, and makes the calls of the clock that it is given meanwhile.
    ///
    /// A call that is not due when `body` ends is dropped, and so is one that is added later: a Deferred that waits
    /// for such a call is abandoned.
    ///
    /// # Panics
    ///
    /// Awaited outside of a tokio runtime that has its time enabled, as [`tokio::time::sleep`].
    pub async fn run<O>(body: impl AsyncFnOnce(LocalTokioClock) -> O) -> O {
        let clock = LocalTokioClock { origin: Instant::now(), calls: Rc::default() };
        let end = End(clock.calls.clone());
        let (mut body, mut sleeping) = (pin!(body(clock)), pin!(sleep_until(after(Duration::MAX))));
        poll_fn(|context| {
            let polled = body.as_mut().poll(context);
            if polled.is_ready() {
                return polled;
            }
            let (now, waker) = (Instant::now(), context.waker().clone());
            let (due, before) = {
                let mut calls = end.0.borrow_mut();
                (calls.made, calls.waker.replace(waker))
            };
            drop(before);
            // A call that these add waits for the next turn, so that other tasks have theirs.
            while let Some(call) = next(&end.0, |(at, number)| at <= now && number < due) {
                call();
            }
            let first = end.0.borrow().waiting.keys().next().copied();
            if let Some((at, _)) = first {
                if sleeping.deadline() != at {
                    sleeping.as_mut().reset(at);
                }
                if sleeping.as_mut().poll(context).is_ready() {
                    context.waker().wake_by_ref();
                }
            }
            Poll::Pending
        })
        .await
    }
}

/// Takes the first call, if `is_one` accepts it.
fn next(calls: &RefCell<Calls>, is_one: impl Fn(Due) -> bool) -> Option<Box<dyn FnOnce()>> {
    let mut calls = calls.borrow_mut();
    let first = calls.waiting.first_entry()?;
    is_one(*first.key()).then(|| first.remove())
}

/// Drops the calls that were not made, when it is dropped.
struct End(Rc<RefCell<Calls>>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.borrow_mut().is_over = true;
        // The drop of a call may take away other calls, and panic: each goes, and then the first panic goes on.
        let mut panicked = CaughtPanic::default();
        while let Some(call) = next(&self.0, |_| true) {
            panicked.run(|| drop(call));
        }
        let waker = self.0.borrow_mut().waker.take();
        drop(waker);
        panicked.resume();
    }
}

impl Debug for LocalTokioClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LocalTokioClock({:?})", self.origin.elapsed())
    }
}

#[diagnostic::do_not_recommend]
impl Clock for LocalTokioClock {
    fn now(&self) -> Duration {
        self.origin.elapsed()
    }

    fn call_later(&self, delay: Duration, call: Box<dyn FnOnce()>) -> Timer {
        let at = after(delay);
        let mut calls = self.calls.borrow_mut();
        if calls.is_over {
            drop(calls);
            drop(call);
            return Timer::new(|| ());
        }
        let due = (at, calls.made);
        calls.made += 1;
        calls.waiting.insert(due, call);
        let is_first = calls.waiting.keys().next() == Some(&due);
        // The task that makes the calls may be asleep for longer.
        let waker = if is_first { calls.waker.take() } else { None };
        drop(calls);
        waker.into_iter().for_each(Waker::wake);
        let calls = self.calls.clone();
        Timer::new(move || {
            let taken = calls.borrow_mut().waiting.remove(&due);
            drop(taken);
        })
    }
}

/// Runs `f` on one of tokio's threads for blocking calls, and makes a Deferred of its value; a panic of `f` is
/// [`Panicked`].
///
/// The function exists with the feature `tokio`. The callbacks run on that thread, too; an `Inbox` brings the
/// result back, or an `await`. A cancel takes `f` away if it has not begun; once it has, it runs to its end, and
/// its value is dropped.
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
