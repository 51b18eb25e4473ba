//! Things that several chains share, and futures.

use super::super::flavour::{Thread, lock, queue, semaphore};
use super::kinds::D;
use super::run;
use super::token::{Counted, V, Value};
use super::world;
use crate::program::Token;
use deferred::{Lock, Queue, Semaphore};
use std::sync::Arc;
use std::task::Wake;

/// Gives another Deferred of what is shared.
pub type Getter = super::super::flavour::Give<(D, u32)>;

pub struct Tools {
    pub lock: Lock<V, Thread>,
    pub semaphore: Semaphore<Thread>,
    pub queue: Queue<V, Thread>,
}

impl Tools {
    pub fn new() -> Self {
        Tools { lock: lock(V::make(&Token::plain(0))), semaphore: semaphore(2), queue: queue() }
    }
}

/// A waker whose every use runs a script.
pub struct Hostile {
    pub counted: Counted<30>,
    pub token: Token,
}

impl Wake for Hostile {
    fn wake(self: Arc<Self>) {
        self.counted.check();
        if world().is_now(self.counted.generation()) {
            run(self.token.on_look);
        }
    }
}
