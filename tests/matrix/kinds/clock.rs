//! A clock whose calls come in their turn.

use super::super::cell::{later, take_away};
use super::super::flavour::{Thread, Turn};
use crate::world::{Site, foreign};
use deferred::{Clock, Timer};
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct Ticking;

impl Clock<Thread> for Ticking {
    fn now(&self) -> Duration {
        foreign(Site::Clock);
        Duration::ZERO
    }

    fn call_later(&self, _: Duration, call: Turn) -> Timer<Thread> {
        let number = later(call);
        let timer = Timer::new(move || {
            drop(take_away(number));
            foreign(Site::Clock);
        });
        foreign(Site::Clock);
        timer
    }
}
