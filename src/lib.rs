//! Typed callback chains: Twisted's `Deferred`, with the errors that may still be in flight written in the type.
//!
//! The [tutorial](tutorial) is a course of eleven chapters, in the order of Twisted's guide.
//!
//! # A tour
//!
//! A [`Deferred<T, R>`](Deferred) is a result that will be there later: a `T`, unless one of the errors in the tuple
//! `R` happens. A [`Resolver`] fires it.
//!
//! ```
//! use deferred::{Deferred, testing};
//!
//! let (resolver, d) = Deferred::<u32>::pending();
//! let d = d.map(|n| n + 1);
//! resolver.succeed(41);
//! assert_eq!(testing::success_result_of(d), 42);
//! ```
//!
//! [`chain!`] attaches several callbacks at once, and keeps account of the errors. Here `R` goes from `(Offline,)` over
//! `(Offline, ParseIntError)` to `()`:
//!
//! ```
//! use deferred::{Deferred, chain, fail, succeed, testing};
//! use std::num::ParseIntError;
//!
//! #[derive(Debug)]
//! struct Offline;
//!
//! fn fetch() -> Deferred<String, (Offline,)> {
//!     Deferred::succeed("forty-two".into())
//! }
//!
//! let number: Deferred<u32> = chain! {
//!     fetch();
//!     then |text| text.parse::<u32>(),
//!     catch |_: ParseIntError| 42,
//!     catch |_: Offline| 0,
//! };
//! assert_eq!(testing::success_result_of(number), 42);
//! ```
//!
//! Such a chain is a railway: values on one track, failures on the other, and a stop for each stage. [`railway`](macro@railway) draws it in the documentation of
//! the function around it. This is the chain of the README:
//!
#![doc = include_str!("../docs/railway.html")]
//!
//! A callback may return another Deferred: the chain waits for it, and its errors join the set. A function that
//! promises `Deferred<u32>` cannot let an error escape, and one that takes a `Deferred<u32>` need not handle any:
//!
//! ```compile_fail
//! # use deferred::{Deferred, fail};
//! # #[derive(Debug)]
//! # struct Offline;
//! fn number() -> Deferred<u32> {
//!     fail(Offline) // expected `Deferred<u32>`, found `Deferred<_, (Offline,)>`
//! }
//! ```
//!
//! # Signatures that demand
//!
//! A pipeline is a function of a Deferred, so the signature of a library's function says which Deferred it takes
//! and returns. Here no error may escape the caller's handler:
//!
//! ```
//! use deferred::{Deferred, chain, fail, testing};
//!
//! #[derive(Debug)]
//! struct Timeout;
//! #[derive(Debug)]
//! struct NotFound;
//!
//! fn serve<F>(handler: F) -> Deferred<usize>
//! where
//!     F: FnOnce(Deferred<String, (Timeout, NotFound)>) -> Deferred<String>,
//! {
//!     handler(fail(NotFound).raises_at_most()).map(|page| page.len())
//! }
//!
//! let served = serve(chain! {
//!     catch Timeout | NotFound => |error| format!("sorry: {error:?}"),
//! });
//! assert_eq!(testing::success_result_of(served), "sorry: NotFound".len());
//! ```
//!
//! A function may be generic over the set: [`ErrorSet`] for any, [`Has`] for one that has a certain error,
//! [`Errors`] with [`NotEmpty`] for one that has any at all. [`match_error!`] matches on one of several errors, and
//! [`OneOf::new`] or [`Failure::new`] makes one, both of which `Err(..)` takes in a callback.
//!
//! # Threads and loops
//!
//! A Deferred and its resolver stay on their thread. A Deferred of the flavour [`AnyThread`] crosses threads: it
//! has the same stages and methods, its callbacks are `Send`, and they run wherever it is fired.
//! [`via`](Deferred::via) and an [`Inbox`](threads::Inbox) choose another thread:
//!
//! ```
//! use deferred::{chain, testing::success_result_of, threads::{self, Inbox}};
//!
//! let inbox = Inbox::new();
//! let (resolver, answer) = threads::pending::<u32, ()>();
//! let answer = chain! { answer; then |n| n + 1 };              // over there
//! let shown = chain! { inbox.bring(answer); then |n| n * 2 };  // here
//!
//! std::thread::spawn(move || resolver.succeed(20));
//! inbox.run();
//! assert_eq!(success_result_of(shown), 42);
//! ```
//!
//! Locks, semaphores and queues of several chains cross threads, too: [`threads::lock`](threads::lock()),
//! [`threads::semaphore`], [`threads::queue`]; and so do [shared](Deferred::share) results.
//!
//! A chain waits for the future of an async callback as for a Deferred, and [`run`](run()) makes a Deferred of a
//! future: both are polled by whoever fires what they await, without an executor. [`Deferred::from_future`] spawns
//! a task on an executor. In the other direction, a Deferred can be awaited. Dropping a task cancels what it
//! awaits, and cancelling a Deferred drops its task's future.
//!
//! # Time
//!
//! A [`Clock`] calls functions later, and returns a [`Timer`], whose drop takes the call away. Tests have a
//! [`TestClock`], which moves when it is told to. A [`timeout`](Deferred::timeout) cancels a Deferred that takes
//! too long, so it needs [`Cancelled`] in the set, and adds [`TimedOut`]:
//!
//! ```
//! use deferred::{Cancelled, Deferred, TestClock, TimedOut, chain, testing::success_result_of};
//! use std::time::Duration;
//!
//! let clock = TestClock::new();
//! let (_resolver, page) = Deferred::<&str, (Cancelled,)>::pending();
//! let shown = chain! {
//!     page;
//!     timeout(&clock, Duration::from_secs(5)),
//!     catch |_: TimedOut| "too late",
//!     catch |_: Cancelled| "not wanted",
//! };
//! clock.advance(Duration::from_secs(5));
//! assert_eq!(success_result_of(shown), "too late");
//! ```
//!
//! A Deferred that cannot be cancelled is [given up](Deferred::give_up_after). [`later`] and [`defer_later`] wait,
//! and a [`LoopingCall`] calls again and again.
//!
//! # Ends
//!
//! A chain ends with a value, with a failure, or not at all: its resolver was dropped, or a callback panicked. Then
//! its callbacks are dropped, each `finally` runs, and abandonment is reported unless [`Abandoned`] is in the set.
//! Failures that nobody handled go to [`unhandled`]; tests look at results with [`testing`], and try every order of
//! events with [`testing::explore`].
//!
//! # Several at once
//!
//! [`gather`] waits for several values, [`list`](list()) for several outcomes, [`race`] for the first; [`members`]
//! has all shapes, and decides where late failures and values go, and whether the rest is cancelled. For different
//! types there are [`join!`] and [`list!`]; [`windowed`] begins only so many at a time, and [`window`] hands each
//! value on as it comes.
//!
//! ```
//! use deferred::{Deferred, chain, fail, join, race, succeed, testing::success_result_of};
//! use deferred::{AllFailed, Cancelled};
//!
//! #[derive(Debug)]
//! struct Offline;
//!
//! fn mirror(name: &'static str) -> Deferred<&'static str, (Offline, Cancelled)> {
//!     if name == "b" { Deferred::succeed("page") } else { Deferred::fail(Offline) }
//! }
//!
//! let page = chain! { race(["b", "a"].map(mirror)); then |(_index, page)| page };
//! let sized = chain! {
//!     join!(page, succeed(4));
//!     then |(page, size)| page.len() == size,
//!     catch |_: AllFailed<(Offline, Cancelled)>| false,
//! };
//! # let watch = deferred::unhandled::watch();
//! assert!(success_result_of(sized));
//! # drop(watch.finish());
//! ```
//!
//! # Several chains at once
//!
//! A [`Lock`] lets chains in one at a time, a [`Semaphore`] a few at a time, and a [`Queue`] passes values from one
//! chain to another. A chain holds a guard: dropped, it goes to the next who still waits, so nobody releases what
//! they do not hold; a queue hands out a [`Delivery`], which goes back if nobody accepts it. [`Deferred::share`]
//! gives one result to many takers.
//!
//! [`iterate`] repeats a step until it breaks, [`fold`] takes a step for each item, and [`retry`] attempts an
//! operation until a policy, which sees the typed failure, stops. Any number of steps takes constant stack and
//! constant memory.
//!
//! ```
//! use deferred::{Cancelled, Deferred, Lock, Queue, QueueClosed, fold, testing::success_result_of};
//! # fn main() -> Result<(), deferred::PutError<&'static str>> {
//!
//! let jobs = Queue::new();
//! let log = Lock::new(Vec::new());
//! let (take, write) = (jobs.clone(), log.clone());
//! let done: Deferred<(), (Cancelled, QueueClosed)> = fold(1..=2, (), move |(), number| {
//!     let write = write.clone();
//!     take.get().then_else(
//!         move |job| {
//!             let job: &str = job.accept();
//!             write.run(move |lines| Deferred::<()>::succeed(lines.push((number, job))))
//!         },
//!         |failure| Deferred::settled(Err(failure)),
//!     )
//! });
//! jobs.put("sweep")?;
//! jobs.put("dust")?;
//! success_result_of(done);
//! assert_eq!(*success_result_of(log.acquire()), [(1, "sweep"), (2, "dust")]);
//! # Ok(())
//! # }
//! ```
//!
//! # Errors of other kinds
//!
//! A dynamic error, `Box<dyn Error + Send + Sync>`, is a member of a set as any other; a handler of a [`Downcast`] takes one concrete
//! error out of it. A panic unwinds to whoever fired, unless a callback asks for it as an error: `then |page| catching(|| parse(page))`
//! fails with [`Panicked`].
//!
//! # From Twisted
//!
//! | Twisted | here |
//! | --- | --- |
//! | `Deferred()` | [`Deferred::pending`] |
//! | `d.callback(x)`, `d.errback(e)` | [`Resolver::succeed`], [`Resolver::fail`] |
//! | `defer.succeed(x)`, `defer.fail(e)` | [`succeed`], [`fail()`] |
//! | `d.addCallback(f)` | `then f` |
//! | `d.addErrback(f)` with `failure.trap(E)` | `catch` with the error's type |
//! | `d.addErrback(f)` | `catch` with a failure |
//! | `d.addCallbacks(f, g)` | `then f else g` |
//! | `d.addBoth(f)` | `both f`, or `finally f` to clean up |
//! | `d.chainDeferred(other)` | [`Deferred::chain_into`] |
//! | `d.called` | [`Deferred::is_ready`] |
//! | `d.pause()`, `d.unpause()` | [`Deferred::paused`], and its guard |
//! | `d.cancel()` | [`Deferred::cancel`], [`CancelHandle`] |
//! | `maybeDeferred(f, x)`, `execute(f, x)` | `maybe f(x);`, [`attempt`] |
//! | `DeferredLock`, `DeferredSemaphore`, `DeferredQueue` | [`Lock`], [`Semaphore`], [`Queue`] |
//! | `inlineCallbacks`, `ensureDeferred` | [`run`](run()), [`run!`], or an async callback |
//! | `Deferred.fromFuture`, `await d` | [`Deferred::from_future`], `d.await` |
//! | a loop in `inlineCallbacks` | [`iterate`], [`fold`], [`retry`] |
//! | `reactor.callLater(s, f)`, `reactor.seconds()` | [`Clock::call_later`], [`Clock::now`] |
//! | `d.addTimeout(s, clock)` | `timeout(&clock, time)`, [`Deferred::timeout`] |
//! | `d.addTimeout(s, clock, onTimeoutCancel)` | [`Deferred::timeout_with`] |
//! | `deferLater(clock, s)`, `deferLater(clock, s, f)` | [`later`], [`defer_later`] |
//! | `LoopingCall(f).start(s)`, `withCount` | [`LoopingCall::start`], [`LoopingCall::start_with_count`] |
//! | `task.Clock()` | [`TestClock`] |
//! | `DeferredList` | [`list`](list()), [`list!`] |
//! | `DeferredList(fireOnOneErrback=True)` | [`first_failure`] |
//! | `DeferredList(fireOnOneCallback=True)` | [`first_success`] |
//! | `consumeErrors` | [`Members::late`], [`Members::drop_late`] |
//! | `gatherResults` | [`gather`], [`join!`] |
//! | `race` | [`race`] |
//! | `DeferredSemaphore(n).run`, `Cooperator` | [`windowed`] |
//! | `failure.trap`, `failure.check` | [`match_error!`], [`Failure::trap`], [`Failure::check`] |
//! | `Failure` | [`Failure`] |
//!
//! # Features
//!
//! - `std` (default): reports of unhandled failures go to standard error; callbacks that fire one another without end
//!   use constant stack; a panic in the printing of an error is caught; a callback can have its own [caught](catching()).
//! - `anyhow`: one concrete error is taken out of an `anyhow::Error` by a handler of a `deferred::anyhow::Downcast`.
//! - `trace`: failures note the stages that they pass in release builds too, and the errors that they replaced with
//!   their text; `unfired` lists pending pairs.
//! - `futures`: `streams`, the values of a queue, and work on many items, as a `Stream`.
//! - `tokio`: `TokioClock` and `LocalTokioClock`, tokio's clock; `spawn_blocking`, its threads for blocking calls.
//! - `tracing`: a chain keeps the span in which it was made, and its stages and unhandled failures are events.
//! - `tokio-util`: `CancelOn`, by which a `CancellationToken` cancels a Deferred.

#![no_std]
#![forbid(unsafe_code)]

#[cfg(any(feature = "tokio", feature = "tracing"))]
extern crate std;

#[cfg(feature = "anyhow")]
pub mod anyhow;
mod macros;
#[cfg(feature = "tokio")]
mod on_tokio;
#[cfg(feature = "tokio-util")]
mod on_tokio_util;
#[cfg(feature = "futures")]
pub mod streams;
#[cfg(feature = "tracing")]
pub mod tracing;
// Documentation only, made by `mistakes book`; the programs in it are run where they come from.
#[cfg(all(doc, not(doctest)))]
#[allow(rustdoc::invalid_rust_codeblocks, reason = "one of the mistakes is a file that has no end")]
#[path = "../docs/mistakes/mod.rs"]
pub mod mistakes;
// Documentation only: nothing but rustdoc compiles it.
#[cfg(any(doc, doctest))]
pub mod tutorial;

pub use deferred_core::*;
// Exported by name, since they are hidden where they are defined: the core says why.
#[doc(inline)]
pub use deferred_core::{ErrorOf, FailsOnlyWith, FromEach, Reply, Trap};

/// Keeps the core's module of that name out of the glob: `use deferred::*` would make `deferred` ambiguous.
#[expect(hidden_glob_reexports, reason = "it is meant")]
mod deferred {}

/// The crate as a module, which an expansion can import under a name of its own: `use $crate as ..` is younger than the oldest compiler.
#[doc(hidden)]
pub mod __itself {
    pub use super::*;
}

#[doc(hidden)]
pub use deferred_macros::{__chain, __drawn, __join, __join_or_cancel, __list, __match_error, __run};
pub use deferred_macros::{railway, raises};
#[cfg(feature = "tokio")]
pub use on_tokio::{LocalTokioClock, TokioClock, spawn_blocking};
#[cfg(feature = "tokio-util")]
pub use on_tokio_util::CancelOn;

/// The code of the page on C callbacks, compiled.
#[cfg(doctest)]
#[doc = include_str!("../docs/c-callbacks.md")]
struct CCallbacks;

/// The code of the guide for those who come from Twisted, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../docs/from-twisted.md")]
struct FromTwisted;
