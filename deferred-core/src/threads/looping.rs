//! A loop whose calls come on other threads.

use super::LoopingCall;
use crate::flavour::{AnyThread, Carries};
use crate::time::Clock;
use alloc::sync::Arc;
use core::time::Duration;

/// A loop that has not begun, whose calls are made wherever the clock makes them.
///
/// No two of them are made at a time. Whatever asks the [`LoopHandle`](crate::LoopHandle) may be on any thread.
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
pub fn looping_call<C: Clock<AnyThread> + 'static>(clock: C, interval: Duration) -> LoopingCall<C> where AnyThread: Carries<Arc<C>> {
    LoopingCall::every(clock, interval)
}
