//! The limit: what one writes without any library.

use crate::{Bad, close, rescue, step};
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;

macro_rules! steps {
    ($r:expr) => {{
        let r: Result<i64, Bad> = $r;
        let r = match r {
            Ok(x) => step(x, 0),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 1),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 2),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 3),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 4),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 5),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 6),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => step(x, 7),
            Err(e) => Err(e),
        };
        let r = match r {
            Ok(x) => Ok(x),
            Err(e) => rescue(e),
        };
        close();
        r
    }};
}

/// W1: the `match` on a result that is there.
#[inline(never)]
pub fn by_hand_ready() {
    let outcome = steps!(black_box(Ok(1)));
    black_box(outcome).ok();
}

type Outcome = Result<i64, Bad>;

type Callback = Box<dyn FnOnce(Outcome) -> Outcome>;

/// A slot that a boxed callback waits in, and the slot for what comes out.
#[derive(Default)]
struct Slot {
    callback: RefCell<Option<Callback>>,
    outcome: RefCell<Option<Outcome>>,
}

/// W2: a slot, a boxed callback, and the same steps when it is fired.
#[inline(never)]
pub fn by_hand_pending() {
    let slot = Rc::new(Slot::default());
    let resolver = black_box(slot.clone());
    slot.callback.replace(Some(Box::new(|outcome| steps!(outcome))));
    let waiting = black_box(slot);
    let callback = resolver.callback.take();
    if let Some(callback) = callback {
        resolver.outcome.replace(Some(callback(Ok(1))));
    }
    drop(resolver);
    black_box(waiting.outcome.take());
}
