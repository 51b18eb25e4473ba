// Refused: E0277
//! A type that says what a word is of, and says it wrong.

use deferred::{AnyThread, DeferredType};
use std::rc::Rc;

struct Mine;

impl DeferredType for Mine {
    type Value = Rc<u8>;
    type Errors = ();
    type Thread = AnyThread;
}

fn main() {}
