//! `LoopHandle`: stops and resets a looping call from outside.

use super::task::LoopControl;
use crate::flavour::Canceller;
use crate::flavour::carries::{CheckedSend, SendIf};
use crate::flavour::send_claims::send_if;
use crate::flavour::{Flavour, SharedCell, ThisThread};
use alloc::boxed::Box;
use core::fmt::{self, Debug};

/// A handle on a [`LoopingCall`](crate::LoopingCall). The handle keeps nothing alive, and does nothing where the
/// loop does not run.
///
/// ```
/// use deferred::{Cancelled, Deferred, LoopingCall, TestClock, testing::success_result_of};
/// use std::time::Duration;
///
/// let clock = TestClock::new();
/// let looping = LoopingCall::new(clock.clone(), Duration::from_secs(1));
/// let handle = looping.handle();
/// let done: Deferred<(), (Cancelled,)> = looping.start(|| println!("tick"));
/// assert!(handle.is_running());
/// handle.reset(); // the next tick comes in a second from now
/// handle.stop();
/// assert!(!handle.is_running());
/// success_result_of(done);
/// ```
pub struct LoopHandle<Thread: Flavour = ThisThread> {
    /// `None` before the start.
    on: Thread::Shared<Option<Begun<Thread>>>,
}

/// A loop that has begun, whatever it calls.
type Begun<Thread> = CheckedSend<Box<dyn LoopControl>, Thread>;

impl<Thread: Flavour> Clone for LoopHandle<Thread> {
    fn clone(&self) -> Self {
        LoopHandle { on: self.on.clone() }
    }
}

impl<Thread: Flavour> LoopHandle<Thread> {
    pub(super) fn new() -> Self {
        LoopHandle { on: SharedCell::new(None) }
    }

    /// Sets the loop that has begun.
    pub(super) fn begin(&self, task: impl LoopControl + SendIf<Thread>) {
        let task = Begun::made_of(task, |task| Box::new(task));
        self.on.with(|on| *on = Some(task));
    }

    /// Ends the loop: no call comes any more. If the function's Deferred is pending, the loop's Deferred waits for
    /// that, too.
    ///
    /// Twisted: `LoopingCall.stop`.
    pub fn stop(&self) {
        if let Some(task) = self.task() {
            task.stop();
        }
    }

    /// Skips the next call, and begins the grid now. While the function's Deferred is pending, `reset` does
    /// nothing.
    ///
    /// Twisted: `LoopingCall.reset`.
    pub fn reset(&self) {
        if let Some(task) = self.task() {
            task.reset();
        }
    }

    /// Whether the loop was started, and has neither been stopped nor failed. Twisted: `LoopingCall.running`.
    pub fn is_running(&self) -> bool {
        self.task().is_some_and(|task| task.is_running())
    }

    fn task(&self) -> Option<Box<dyn LoopControl>> {
        self.on.with(|on| on.as_mut().map(|task| task.as_mut().again()))
    }
}

impl<Thread: Flavour> Debug for LoopHandle<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_running() { "LoopHandle(running)" } else { "LoopHandle" })
    }
}

/// The canceller of the loop's Deferred.
pub(crate) struct Stopping<Thread: Flavour>(pub(super) LoopHandle<Thread>);

send_if!([] Stopping<Thread>);

impl<I, Thread: Flavour> Canceller<I, Thread> for Stopping<Thread> {
    fn cancel(self) -> Option<I> {
        if let Some(task) = self.0.task() {
            task.cancel();
        }
        None
    }
}
