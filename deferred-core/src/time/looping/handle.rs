//! What can be asked of a loop from outside.

use super::turns::Turning;
use crate::captured::{Assured, Captured};
use crate::cell::Canceller;
use crate::flavour::{Flavour, Shares, ThisThread};
use alloc::boxed::Box;
use core::fmt::{self, Debug};

/// A handle on a [`LoopingCall`](crate::LoopingCall). It keeps nothing alive, and does nothing where the loop does not run.
pub struct LoopHandle<Thread: Flavour = ThisThread> {
    /// `None` before the start.
    on: Thread::Shared<Option<Begun<Thread>>>,
}

/// A loop that has begun, whatever it calls.
type Begun<Thread> = Assured<Box<dyn Turning>, Thread>;

impl<Thread: Flavour> Clone for LoopHandle<Thread> {
    fn clone(&self) -> Self {
        LoopHandle { on: self.on.clone() }
    }
}

impl<Thread: Flavour> LoopHandle<Thread> {
    pub(super) fn new() -> Self {
        LoopHandle { on: Shares::new(None) }
    }

    /// The loop has begun.
    pub(super) fn begin(&self, turns: impl Turning + Captured<Thread>) {
        let turns = Begun::made_of(turns, |turns| Box::new(turns));
        self.on.with(|on| *on = Some(turns));
    }

    /// Ends the loop: no call comes any more. If the function is waiting for something, the loop's Deferred waits for that, too.
    ///
    /// Twisted: `LoopingCall.stop`.
    pub fn stop(&self) {
        if let Some(turns) = self.turns() {
            turns.stop();
        }
    }

    /// Skips the next call, and lets the grid begin now. While the function is waiting for something it does nothing.
    ///
    /// Twisted: `LoopingCall.reset`.
    pub fn reset(&self) {
        if let Some(turns) = self.turns() {
            turns.reset();
        }
    }

    /// Whether the loop was started, and has neither been stopped nor failed. Twisted: `LoopingCall.running`.
    pub fn is_running(&self) -> bool {
        self.turns().is_some_and(|turns| turns.is_running())
    }

    fn turns(&self) -> Option<Box<dyn Turning>> {
        self.on.with(|on| on.as_mut().map(|turns| turns.as_mut().again()))
    }
}

impl<Thread: Flavour> Debug for LoopHandle<Thread> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_running() { "LoopHandle(running)" } else { "LoopHandle" })
    }
}

/// Cancels the loop.
pub(crate) struct Stopping<Thread: Flavour>(pub(super) LoopHandle<Thread>);

impl<I, Thread: Flavour> Canceller<I, Thread> for Stopping<Thread> {
    fn cancel(self) -> Option<I> {
        if let Some(turns) = self.0.turns() {
            turns.cancel();
        }
        None
    }
}
