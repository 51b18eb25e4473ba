//! A clock that runs a script whenever it is asked for anything.

use super::super::flavour::{Call, Thread};
use super::{run, world};
use deferred::{Clock, Timer};
use std::time::Duration;

#[derive(Clone, Copy)]
pub struct Hostile;

impl Clock<Thread> for Hostile {
    fn now(&self) -> Duration {
        run(&world().on_clock());
        world().now()
    }

    fn call_later(&self, delay: Duration, call: Call) -> Timer<Thread> {
        let number = world().call_later(delay, call);
        let timer = Timer::new(move || {
            drop(world().take_call(number));
            run(&world().on_clock());
        });
        run(&world().on_clock());
        timer
    }
}
