// Refused: E0277
//! Two threads look at what a lock guards, which only one may.

use deferred::threads;
use std::cell::Cell;

fn main() {
    let guard = threads::lock(Cell::new(1)).try_acquire().expect("it is free");
    std::thread::scope(|scope| {
        scope.spawn(|| guard.set(2));
    });
}
