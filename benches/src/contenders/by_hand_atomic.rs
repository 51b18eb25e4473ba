//! W7 by hand with a single allocation: a state and a number, both atomic. A library's values are no numbers.

use super::ten_steps::ten_steps;
use super::threads::HandOver;
use crate::callbacks::{Bad, Outcome};
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

const EMPTY: u8 = 0;
/// The chain is attached.
const WAITING: u8 = 1;
/// An outcome is there: of the source as long as nothing waited for it, of the chain after that.
const VALUE: u8 = 2;
const FAILURE: u8 = 3;

pub(super) struct Shared {
    state: AtomicU8,
    number: AtomicI64,
}

impl Shared {
    fn put(&self, outcome: Outcome) -> u8 {
        let (state, number) = match outcome {
            Ok(value) => (VALUE, value),
            Err(bad) => (FAILURE, bad.0),
        };
        self.number.store(number, Ordering::Relaxed);
        state
    }

    /// With a state that was read.
    fn outcome(&self, state: u8) -> Outcome {
        let number = self.number.load(Ordering::Relaxed);
        if state == VALUE { Ok(number) } else { Err(Bad(number)) }
    }
}

impl HandOver for Shared {
    type Resolver = Arc<Shared>;
    type Waiting = Arc<Shared>;

    fn chain() -> (Arc<Shared>, Arc<Shared>) {
        let shared = Arc::new(Shared { state: AtomicU8::new(EMPTY), number: AtomicI64::new(0) });
        let resolver = black_box(shared.clone());
        let before = shared.state.swap(WAITING, Ordering::AcqRel);
        if before != EMPTY {
            let state = shared.put(ten_steps(shared.outcome(before)));
            shared.state.store(state, Ordering::Release);
        }
        (resolver, shared)
    }

    fn fire(shared: Arc<Shared>, outcome: Outcome) {
        // Where the chain is there already, nobody else changes the state.
        if shared.state.load(Ordering::Acquire) == WAITING {
            let state = shared.put(ten_steps(outcome));
            return shared.state.store(state, Ordering::Release);
        }
        let fired = shared.put(outcome);
        if shared.state.compare_exchange(EMPTY, fired, Ordering::AcqRel, Ordering::Acquire).is_err() {
            let state = shared.put(ten_steps(outcome));
            shared.state.store(state, Ordering::Release);
        }
    }

    fn taken(shared: Arc<Shared>) -> Outcome {
        let state = shared.state.load(Ordering::Acquire);
        assert!(state == VALUE || state == FAILURE, "it was fired");
        shared.outcome(state)
    }
}
