// Refused: E0277
//! A result that several threads would look at, which only one may.

use deferred::threads;
use std::cell::Cell;

fn main() {
    let shared = threads::succeed(Cell::new(1)).share();
    std::thread::spawn(move || drop(shared.get()));
}
