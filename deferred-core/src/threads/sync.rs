//! What chains on several threads share.

use super::{Lock, Queue, Semaphore};
use crate::flavour::{AnyThread, Carries};

/// A lock that nobody holds, for chains on any thread.
///
/// The guard may be dropped on another thread than that which got it; who waits next then runs there.
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

/// A semaphore with so many tokens, for chains on any thread.
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
/// If that is none: nobody could ever get one.
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
