//! Deferreds that cross threads.
//!
//! A plain [`Deferred`](crate::Deferred) stays on its thread. A Deferred of the flavour [`AnyThread`] can be fired
//! on any: it is a `Deferred<T, R, AnyThread>`, and has the same methods, stages and macros. Its callbacks run on
//! the thread that fires it, or on the one that attaches them where the result is ready; so their captures have to
//! be `Send`, and a callback that captures anything else does not compile.
//!
//! ```
//! use deferred::{chain, threads, testing::success_result_of};
//! use std::thread;
//!
//! let (resolver, number) = threads::pending::<u32, ()>();
//! let doubled = chain! { number; then |n| n * 2 };
//! thread::spawn(move || resolver.succeed(21)).join().unwrap();
//! assert_eq!(success_result_of(doubled), 42);
//! ```
//!
//! A chain names the thread of its callbacks by [`via`](crate::Deferred::via), which goes on where an [`Executor`]
//! runs it; and an [`Inbox`] brings a Deferred to the thread of a loop, where it is a plain one again.
//!
//! Combinators take members of one flavour, by the same functions and macros: the compiler knows the flavour from
//! the members, and from the Deferred that a function returns in [`iterate`](crate::iterate()),
//! [`fold`](crate::fold) or [`windowed`](crate::windowed). Where nothing tells it, as in [`later`], the function is
//! here. A task that awaits a Deferred of this flavour is `Send`. Timers need a [`Clock<AnyThread>`](crate::Clock).
//!
//! Locks, semaphores and queues of several chains have their constructors here, too: [`lock()`], [`semaphore`],
//! [`queue`], and [`looping_call`] for a loop. Any thread may use them, and whoever gives something back, or puts
//! something in, runs the callbacks that waited for it.
//!
//! ```
//! use deferred::{Cancelled, list, testing::success_result_of, threads::{self, Deferred}};
//! use std::thread;
//!
//! let total = threads::lock(0);
//! let adding: Vec<Deferred<(), (Cancelled,)>> = (1..=4)
//!     .map(|n| {
//!         let total = total.clone();
//!         thread::spawn(move || total.run(move |total| threads::succeed(*total += n))).join().unwrap()
//!     })
//!     .collect();
//! success_result_of(list(adding));
//! assert_eq!(*success_result_of(total.acquire()), 10);
//! ```
//!
//! Twisted has one thread, and `callFromThread`, `deferToThread` around it.

#[cfg(feature = "std")]
mod inbox;
pub(crate) mod via;

pub use crate::flavour::AnyThread;
#[cfg(feature = "std")]
pub use inbox::{Inbox, Mailbox};
pub use via::{Executor, Job};

use crate::cancel::{forwarding_pair, pair_with_canceller, pair_with_optional_canceller};
use crate::deferred::Outcome;
use crate::error::failure::Failure;
use crate::error::interruption::Cancelled;
use crate::error::set::{CanBeCancelled, ErrorSet, Never};
use crate::error::site::{Site, Stage};
use crate::flavour::{Carries, Flavour};
use crate::future::task::{Task, drive};
use crate::future::{self, Polls};
use crate::stages::cancellable::{begun_anywhere, fn_canceller, reply_canceller};
#[cfg(feature = "std")]
use crate::stages::catching::{Panicked, catching};
use crate::stages::{Form, IntoDeferred, Reply};
use crate::time::{Clock, TimeOn, TimedBy, wait, wait_and_call};
use alloc::sync::Arc;
use core::fmt::Debug;
use core::panic::Location;

/// A [`Deferred`](crate::Deferred) that crosses threads.
pub type Deferred<T, R = ()> = crate::Deferred<T, R, AnyThread>;

/// A [`Resolver`](crate::Resolver) that fires on any thread.
pub type Resolver<T, R = ()> = crate::Resolver<T, R, AnyThread>;

/// A [`CancelHandle`](crate::CancelHandle) that cancels from any thread.
pub type CancelHandle = crate::CancelHandle<AnyThread>;

/// A [`Shared`](crate::Shared) result that any thread may ask for.
pub type Shared<T, R = ()> = crate::Shared<T, R, AnyThread>;

/// The answer of a policy where the attempts cross threads: see [`Retry`](crate::Retry).
pub type Retry = crate::Retry<AnyThread>;

/// A [`Lock`](crate::Lock) for chains on any thread: see [`lock()`].
pub type Lock<T = ()> = crate::Lock<T, AnyThread>;

/// A [`LockGuard`](crate::LockGuard) that may be dropped on any thread.
pub type LockGuard<T = ()> = crate::LockGuard<T, AnyThread>;

/// A [`Semaphore`](crate::Semaphore) for chains on any thread: see [`semaphore`].
pub type Semaphore = crate::Semaphore<AnyThread>;

/// A [`SemaphoreGuard`](crate::SemaphoreGuard) that may be dropped on any thread.
pub type SemaphoreGuard = crate::SemaphoreGuard<AnyThread>;

/// A [`Queue`](crate::Queue) between threads: see [`queue`].
pub type Queue<T> = crate::Queue<T, AnyThread>;

/// A [`Delivery`](crate::Delivery) that may be dropped on any thread.
pub type Delivery<T> = crate::Delivery<T, AnyThread>;

/// A [`LoopingCall`](crate::LoopingCall) whose calls come on any thread: see [`looping_call`].
pub type LoopingCall<C> = crate::LoopingCall<C, AnyThread>;

/// A [`LoopHandle`](crate::LoopHandle) that any thread may use.
pub type LoopHandle = crate::LoopHandle<AnyThread>;

/// Makes a pair: a resolver, which fires on any thread, and the Deferred that gets the result.
///
/// ```
/// use deferred::{chain, threads, testing::success_result_of};
///
/// #[derive(Debug)]
/// struct Offline;
///
/// let (resolver, page) = threads::pending::<&str, (Offline,)>();
/// let page = chain! { page; catch |_: Offline| "cached" };
/// std::thread::spawn(move || resolver.fail(Offline)).join().unwrap();
/// assert_eq!(success_result_of(page), "cached");
/// ```
///
/// On one thread: [`Deferred::pending`](crate::Deferred::pending).
#[inline]
#[track_caller]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn pending<T: 'static, R: ErrorSet>() -> (Resolver<T, R>, Deferred<T, R>) where AnyThread: Carries<Outcome<T, R>> {
    let (sender, receiver) = AnyThread::pair(Location::caller());
    (Resolver::new(sender), crate::flavour::MaybeReady::Pending(receiver).into())
}

/// A Deferred that has its value already. On one thread: [`succeed`](crate::succeed).
#[inline]
pub fn succeed<T: 'static>(value: T) -> Deferred<T> {
    Deferred::ready(Ok(value))
}

/// A Deferred that has failed already. On one thread: [`fail`](crate::fail).
#[inline]
#[track_caller]
pub fn fail<T: 'static, X: Debug + 'static>(error: X) -> Deferred<T, (X,)> {
    Deferred::ready(Err(Failure::raise(error, Site::here(Stage::Source))))
}

/// A Deferred that has `outcome` already. On one thread: [`Deferred::settled`](crate::Deferred::settled).
#[inline]
pub fn settled<T: 'static, R: ErrorSet>(outcome: Outcome<T, R>) -> Deferred<T, R> {
    Deferred::ready(outcome.map_err(Failure::in_flight))
}

/// Makes a pair with a canceller, which runs on the thread that cancels.
///
/// On one thread: [`Deferred::cancellable`](crate::Deferred::cancellable).
///
/// ```
/// use deferred::{Cancelled, testing::failure_result_of, threads};
///
/// let (_resolver, page) = threads::cancellable::<&str, (Cancelled,), _>(|| println!("closing the connection"));
/// page.cancel();
/// assert!(failure_result_of(page).is::<Cancelled>());
/// ```
#[track_caller]
pub fn cancellable<T: 'static, R, Which>(
    canceller: impl FnOnce() + Send + 'static,
) -> (Resolver<T, R>, Deferred<T, R>)
where
    R: CanBeCancelled<Which>,
    AnyThread: Carries<Outcome<T, R>>,
{
    pair_with_optional_canceller(fn_canceller(canceller), Location::caller())
}

/// Begins an operation with the resolver that it will fire, on whatever thread; the function that `begin` returns
/// ends the operation if the Deferred is cancelled.
///
/// On one thread: [`Deferred::begun`](crate::Deferred::begun), which has the details.
#[track_caller]
pub fn begun<T: 'static, R, C, Which>(begin: impl FnOnce(Resolver<T, R>) -> C) -> Deferred<T, R>
where
    C: FnOnce() + Send + 'static,
    R: CanBeCancelled<Which>,
    AnyThread: Carries<Outcome<T, R>>,
{
    begun_anywhere(begin)
}

/// Makes a pair that forwards its cancels to `ask`, which runs on the threads that cancel, perhaps on several at
/// once.
///
/// On one thread: [`Deferred::forwarding`](crate::Deferred::forwarding), which has the details.
#[track_caller]
pub fn forwarding<T: 'static, R, Which>(
    ask: impl Fn() + Send + Sync + 'static,
) -> (Resolver<T, R>, Deferred<T, R>)
where
    R: CanBeCancelled<Which>,
    AnyThread: Carries<Outcome<T, R>>,
{
    forwarding_pair(ask, Location::caller())
}

/// Makes a pair whose canceller returns the Deferred's result.
///
/// On one thread: [`Deferred::cancellable_with`](crate::Deferred::cancellable_with).
#[track_caller]
pub fn cancellable_with<T: 'static, R, O, How, Index>(
    canceller: impl FnOnce() -> O + Send + 'static,
) -> (Resolver<T, R>, Deferred<T, R>)
where
    R: CanBeCancelled<Index>,
    O: Reply<T, R, How, AnyThread, Later = Never>,
    How: Form,
    AnyThread: Carries<Outcome<T, R>>,
{
    let made = Location::caller();
    pair_with_canceller(reply_canceller::<_, How>(canceller, made), made)
}

/// Calls `f`, and makes a Deferred of what it returns: a `Result` or a Deferred that crosses threads.
///
/// On one thread: [`attempt`](crate::attempt), which has the details.
#[inline]
#[track_caller]
#[doc(alias("maybeDeferred", "execute"))]
pub fn attempt<O: IntoDeferred<AnyThread>>(f: impl FnOnce() -> O) -> Deferred<O::Value, O::Errors> {
    f().into_deferred()
}

/// Makes a Deferred of the outcome of `future`, driven by an executor with any threads: `spawn` is given the task,
/// as `tokio::spawn` is.
///
/// ```
/// use deferred::{testing::success_result_of, threads};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build()?;
/// let page = runtime.block_on(async {
///     threads::from_future::<_, (), _, _>(async { Ok("four") }, tokio::spawn).await
/// });
/// assert!(matches!(page, Ok("four")));
/// # Ok::<_, std::io::Error>(())
/// ```
///
/// On one thread: [`Deferred::from_future`](crate::Deferred::from_future), which has the details.
#[doc(alias("fromFuture", "fromCoroutine", "ensureDeferred", "spawn"))]
#[track_caller]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn from_future<T: Send + 'static, R: ErrorSet + Send, F, H>(future: F, spawn: impl FnOnce(Task<T, R, F, AnyThread>) -> H) -> Deferred<T, R> where F: Future<Output = Outcome<T, R>> + Send + 'static {
    let (d, task) = drive(future, Location::caller());
    spawn(task);
    d
}

/// Polls `future` now and whenever it is woken, on whichever thread that happens, and makes a Deferred of its
/// outcome.
///
/// The future may await what is fired anywhere, and futures of any pool of threads.
///
/// ```
/// use deferred::{testing::success_result_of, threads};
///
/// let (resolver, page) = threads::pending::<&str, ()>();
/// let length: threads::Deferred<usize> = threads::run(async { Ok(page.await?.len()) });
/// std::thread::spawn(move || resolver.succeed("page")).join().unwrap();
/// assert_eq!(success_result_of(length), 4);
/// ```
///
/// On one thread: [`run`](crate::run()), which has the details.
#[track_caller]
#[doc(alias("inlineCallbacks", "ensureDeferred", "fromCoroutine", "spawn"))]
pub fn run<T: Send + 'static, R: ErrorSet + Send, F>(future: F) -> Deferred<T, R>
where
    F: Future<Output = Outcome<T, R>> + Send + 'static,
{
    AnyThread::poll(future, future::outcome, Site::here(Stage::Pending))
}

/// Runs `f` on a thread of its own, and makes a Deferred of its value; a panic of `f` is [`Panicked`].
///
/// The callbacks run on that thread, too: an [`Inbox`] brings the result back. A thread cannot be
/// ended from outside, so there is no `Cancelled` in the set. With the feature `tokio`, `spawn_blocking` of the
/// facade does the same on a thread of tokio's pool.
///
/// ```
/// use deferred::{Panicked, chain, testing::success_result_of, threads::{self, Inbox}};
///
/// let inbox = Inbox::new();
/// let sum = threads::defer_to_thread(|| (1..=1_000_u64).sum::<u64>());
/// let shown = chain! {
///     inbox.bring(sum);
///     then |sum| sum.to_string(),
///     catch |panicked: Panicked| panicked.message().to_owned(),
/// };
/// inbox.run();
/// assert_eq!(success_result_of(shown), "500500");
/// ```
///
/// # Panics
///
/// If the system has no thread left, as [`std::thread::spawn`].
///
/// Twisted: `threads.deferToThread`.
#[cfg(feature = "std")]
#[track_caller]
#[doc(alias = "deferToThread")]
pub fn defer_to_thread<U: Send + 'static>(
    f: impl FnOnce() -> U + Send + 'static,
) -> Deferred<U, (Panicked,)> {
    let (resolver, d) = pending();
    std::thread::spawn(move || match catching(f).into_result() {
        Ok(value) => resolver.succeed(value),
        Err(panicked) => resolver.fail(panicked),
    });
    d
}

/// A Deferred that fires when `delay` has passed. A cancel takes the timer away.
///
/// On one thread: [`later`](crate::later).
#[track_caller]
#[doc(alias("deferLater", "sleep"))]
pub fn later<C: TimedBy<D::Mark, AnyThread>, D: TimeOn<C>>(clock: C, delay: D) -> Deferred<(), (Cancelled,)> {
    let (clock, delay) = (clock.clock(), delay.time());
    wait(clock, delay, Location::caller())
}

/// Calls `f` when `delay` has passed, on the thread of the clock's call, and makes a Deferred of its reply.
///
/// On one thread: [`defer_later`](crate::defer_later).
#[track_caller]
#[doc(alias = "deferLater")]
pub fn defer_later<U: 'static, S, O, How, Which, C: TimedBy<D::Mark, AnyThread>, D: TimeOn<C>>(
    clock: C,
    delay: D,
    f: impl FnOnce() -> O + Send + 'static,
) -> Deferred<U, S>
where
    S: CanBeCancelled<Which>,
    O: Reply<U, S, How, AnyThread>,
    How: Form,
    AnyThread: Carries<Outcome<(), S>> + Carries<Outcome<U, S>>,
{
    let (clock, delay) = (clock.clock(), delay.time());
    wait_and_call(clock, delay, f, Site::here(Stage::DeferLater))
}

/// A lock that nobody holds, for chains on any thread.
///
/// The guard may be dropped on another thread than the one that got it; the next who waits then runs there.
///
/// ```
/// use deferred::{chain, testing::success_result_of, threads};
/// use std::thread;
///
/// let log = threads::lock(Vec::new());
/// let mut lines = success_result_of(log.acquire());
/// let second = chain! { log.acquire(); then |mut lines| { lines.push("second"); lines.len() } };
/// thread::spawn(move || lines.push("first")).join().unwrap(); // the guard went there
/// assert_eq!(success_result_of(second), 2);
/// ```
///
/// On one thread: [`Lock::new`](crate::Lock::new).
#[doc(alias("DeferredLock", "Mutex"))]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn lock<T: 'static>(value: T) -> Lock<T> where AnyThread: Carries<T> {
    Lock::holding(value)
}

/// A semaphore with that many tokens, for chains on any thread.
///
/// ```
/// use deferred::{Cancelled, list, testing::success_result_of, threads::{self, Deferred}};
///
/// let two_at_a_time = threads::semaphore(2);
/// let pages = ["a", "b", "c"].map(|url| -> Deferred<_, (Cancelled,)> {
///     two_at_a_time.run(move || threads::succeed(format!("page at {url}")))
/// });
/// assert_eq!(success_result_of(list(pages)).len(), 3);
/// ```
///
/// # Panics
///
/// If `tokens` is 0: nobody could ever get one.
///
/// On one thread: [`Semaphore::new`](crate::Semaphore::new).
#[track_caller]
#[doc(alias = "DeferredSemaphore")]
pub fn semaphore(tokens: usize) -> Semaphore {
    Semaphore::having(tokens)
}

/// A queue without limits, from any thread to any thread.
///
/// ```
/// use deferred::{chain, testing::success_result_of, threads};
/// use std::thread;
///
/// let jobs = threads::queue::<&str>();
/// let shouted = chain! { jobs.get(); then |job| job.accept().to_uppercase() };
/// let others = jobs.clone();
/// thread::spawn(move || others.put("sweep").unwrap()).join().unwrap();
/// assert_eq!(success_result_of(shouted), "SWEEP");
/// ```
///
/// On one thread: [`Queue::new`](crate::Queue::new).
#[doc(alias = "DeferredQueue")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn queue<T: 'static>() -> Queue<T> where AnyThread: Carries<T> {
    Queue::unlimited()
}

/// A loop that has not begun, whose calls are made on the thread of the clock's calls.
///
/// No two calls are made at a time. The [`LoopHandle`](crate::LoopHandle) may be used on any thread.
///
/// ```
/// use deferred::{Cancelled, Clock, Timer, testing::failure_result_of, threads::{self, AnyThread, Deferred}};
/// use std::{thread, time::{Duration, Instant}};
///
/// struct Sleeping(Instant);
///
/// impl Clock<AnyThread> for Sleeping {
///     fn now(&self) -> Duration {
///         self.0.elapsed()
///     }
///
///     fn call_later(&self, delay: Duration, call: Box<dyn FnOnce() + Send>) -> Timer<AnyThread> {
///         thread::spawn(move || { thread::sleep(delay); call() });
///         Timer::new(|| ()) // nothing is cancelled here: what comes too late is not called
///     }
/// }
///
/// #[derive(Debug)]
/// struct Done(thread::ThreadId);
///
/// let mut left = 3;
/// let looping = threads::looping_call(Sleeping(Instant::now()), Duration::from_millis(1));
/// let done: Deferred<(), (Cancelled, Done)> = looping.start(move || {
///     left -= 1;
///     if left > 0 { Ok(()) } else { Err(Done(thread::current().id())) }
/// });
/// while !done.is_ready() {
///     thread::yield_now();
/// }
/// assert_ne!(failure_result_of(done).trap::<Done, _>().unwrap().0, thread::current().id());
/// ```
///
/// On one thread: [`LoopingCall::new`](crate::LoopingCall::new).
#[doc(alias = "LoopingCall")]
#[rustfmt::skip] // In one line, which is what the compiler shows.
pub fn looping_call<C: Clock<AnyThread> + 'static, X: TimedBy<D::Mark, AnyThread, Clock = C>, D: TimeOn<X>>(clock: X, interval: D) -> LoopingCall<C> where AnyThread: Carries<Arc<C>> {
    LoopingCall::every(clock.clock(), interval.time())
}
