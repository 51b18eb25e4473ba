//! The timer of something that may end before it.

use super::Timer;
use crate::cell::Canceller;
use crate::flavour::{Flavour, Shares};

/// A place for the timer, from which whoever ends the waiting takes it away. It goes with the last who has the place.
pub(crate) struct Hourglass<Thread: Flavour>(Thread::Shared<Option<Timer<Thread>>>);

impl<Thread: Flavour> Clone for Hourglass<Thread> {
    fn clone(&self) -> Self {
        Hourglass(self.0.clone())
    }
}

impl<Thread: Flavour> Hourglass<Thread> {
    pub(crate) fn empty() -> Self {
        Hourglass(Thread::Shared::new(None))
    }

    /// Puts the timer there. The waiting may be over by then: it goes with this.
    pub(crate) fn turn(self, timer: Timer<Thread>) {
        drop(self.0.with(|place| place.replace(timer)));
    }

    /// Takes the timer away.
    pub(crate) fn stop(&self) {
        drop(self.0.with(Option::take));
    }
}

/// A cancel takes it away.
impl<I, Thread: Flavour> Canceller<I, Thread> for Hourglass<Thread> {
    fn cancel(self) -> Option<I> {
        self.stop();
        None
    }
}
