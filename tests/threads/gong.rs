//! A clock that strikes when it is told to.

use deferred::threads::AnyThread;
use deferred::{Clock, Timer};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub type Call = Box<dyn FnOnce() + Send>;

/// Makes all its calls when it is told to, on a thread of its own.
#[derive(Clone, Default)]
pub struct Gong {
    calls: Arc<Mutex<Vec<Option<Call>>>>,
    now: Arc<Mutex<Duration>>,
}

impl Gong {
    pub fn strike(&self) {
        let calls: Vec<_> = self.calls.lock().unwrap().iter_mut().map(Option::take).collect();
        thread::spawn(move || calls.into_iter().flatten().for_each(|call| call())).join().unwrap();
    }

    /// The same when it is that late.
    pub fn strike_at(&self, now: Duration) {
        *self.now.lock().unwrap() = now;
        self.strike();
    }

    /// The first call that waits, to be made by whoever has it.
    pub fn take_call(&self) -> Call {
        self.calls.lock().unwrap().iter_mut().find_map(Option::take).unwrap()
    }

    /// How many calls wait.
    pub fn len(&self) -> usize {
        self.calls.lock().unwrap().iter().flatten().count()
    }
}

impl Clock<AnyThread> for Gong {
    fn now(&self) -> Duration {
        *self.now.lock().unwrap()
    }

    fn call_later(&self, _: Duration, call: Call) -> Timer<AnyThread> {
        let mut calls = self.calls.lock().unwrap();
        let place = calls.len();
        calls.push(Some(call));
        let calls = self.calls.clone();
        Timer::new(move || {
            let cancelled = calls.lock().unwrap()[place].take();
            drop(cancelled);
        })
    }
}
