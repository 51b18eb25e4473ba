//! A clock that runs a script in each of its methods.

use super::super::flavour::{Call, Thread};
use super::{run, world};
use deferred::{Clock, Timer};
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct Hostile;

impl Clock<Thread> for Hostile {
    fn now(&self) -> Duration {
        foreign();
        world().now()
    }

    fn call_later(&self, delay: Duration, call: Call) -> Timer<Thread> {
        let number = world().call_later(delay, call);
        let timer = Timer::new(move || {
            drop(world().take_call(number));
            foreign();
        });
        foreign();
        timer
    }
}

fn foreign() {
    if let Some(script) = world().take_on_clock() {
        run(script);
        world().put_back_on_clock(script);
    }
}
