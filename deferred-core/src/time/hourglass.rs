//! The timer of something that may end before it.

use super::Timer;
use crate::cell::Canceller;
use crate::flavour::{Flavour, Shares};

/// A place for the timer, from which whoever ends the waiting takes it away. It goes with the last who has the place.
pub(crate) struct Hourglass<Fl: Flavour>(Fl::Shared<Option<Timer<Fl>>>);

impl<Fl: Flavour> Clone for Hourglass<Fl> {
    fn clone(&self) -> Self {
        Hourglass(self.0.clone())
    }
}

impl<Fl: Flavour> Hourglass<Fl> {
    pub(crate) fn empty() -> Self {
        Hourglass(Fl::Shared::new(None))
    }

    /// Puts the timer there. The waiting may be over by then: it goes with this.
    pub(crate) fn turn(self, timer: Timer<Fl>) {
        drop(self.0.with(|place| place.replace(timer)));
    }

    /// Takes the timer away.
    pub(crate) fn stop(&self) {
        drop(self.0.with(Option::take));
    }
}

/// A cancel takes it away.
impl<I, Fl: Flavour> Canceller<I, Fl> for Hourglass<Fl> {
    fn cancel(self) -> Option<I> {
        self.stop();
        None
    }
}
