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

mod constructors;
#[cfg(feature = "std")]
mod inbox;
pub(crate) mod via;

pub use crate::flavour::AnyThread;
#[cfg(feature = "std")]
pub use constructors::defer_to_thread;
pub use constructors::{
    attempt, begun, cancellable, cancellable_with, defer_later, fail, forwarding, from_future, later, lock,
    looping_call, pending, queue, run, semaphore, settled, succeed,
};
#[cfg(feature = "std")]
pub use inbox::{Inbox, Mailbox};
pub use via::{Executor, Job};

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
