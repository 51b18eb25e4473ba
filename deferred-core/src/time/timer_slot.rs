//! The timer of something that may end before it.

use super::Timer;
use crate::flavour::Canceller;
use crate::flavour::send_claims::send_if;
use crate::flavour::{Flavour, SharedCell};

/// A place for the timer, from which whoever ends the waiting takes it away. It goes with the last who has the place.
pub(crate) struct TimerSlot<Thread: Flavour>(Thread::Shared<Option<Timer<Thread>>>);

send_if!([] TimerSlot<Thread>);

impl<Thread: Flavour> Clone for TimerSlot<Thread> {
    fn clone(&self) -> Self {
        TimerSlot(self.0.clone())
    }
}

impl<Thread: Flavour> TimerSlot<Thread> {
    pub(crate) fn empty() -> Self {
        TimerSlot(Thread::Shared::new(None))
    }

    /// Puts the timer there. The waiting may be over by then: it goes with this.
    pub(crate) fn set(self, timer: Timer<Thread>) {
        drop(self.0.with(|slot| slot.replace(timer)));
    }

    /// Takes the timer away.
    pub(crate) fn clear(&self) {
        drop(self.0.with(Option::take));
    }
}

/// A cancel takes it away.
impl<I, Thread: Flavour> Canceller<I, Thread> for TimerSlot<Thread> {
    fn cancel(self) -> Option<I> {
        self.clear();
        None
    }
}
