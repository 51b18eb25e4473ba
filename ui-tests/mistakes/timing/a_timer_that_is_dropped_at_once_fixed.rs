//! `a_timer_that_is_dropped_at_once`, mended: the call comes.

use deferred::{Clock, TestClock};
use std::{cell::Cell, rc::Rc, time::Duration};

fn main() {
    let clock = TestClock::new();
    let called = Rc::new(Cell::new(false));
    let note = called.clone();
    clock.call_later(Duration::from_secs(1), Box::new(move || note.set(true))).detach();
    clock.advance(Duration::from_secs(1));
    assert!(called.get());
}
