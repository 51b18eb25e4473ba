// Refused: E0603
//! A reply of one's own, that says it does not fail and does.

use deferred::stages::{Form, Reply, Settled};
use deferred::{Failure, Never, Site};

struct Safely;

impl Form for Safely {
    const FALLIBLE: bool = false;
    const WAITS: bool = false;
}

struct Mine;

impl Reply<u8, (u8,), Safely> for Mine {
    type Later = Never;
    fn settle(self, _: Site) -> Settled<u8, (u8,), Never> {
        Settled::Now(Err(Failure::new(1)))
    }
}

fn main() {}
