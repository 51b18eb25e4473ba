//! The forms in which a callback can give an outcome.

use deferred::{Deferred, ErrorSet, Failure, OneOf, chain};
use std::cell::RefCell;

thread_local! {
    static TO_FIRE: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// What a callback came to, before it has a form.
pub type Reply<S> = Result<u8, OneOf<S>>;

pub fn ready<S: ErrorSet>(reply: Reply<S>) -> Deferred<u8, S> {
    chain! { reply; }
}

pub fn with_failure<S: ErrorSet>(reply: Reply<S>) -> Result<u8, Failure<S>> {
    ready(reply).try_outcome().expect("it is ready")
}

/// A Deferred that comes to `reply` with the next [`fire`].
pub fn later<S: ErrorSet>(reply: Reply<S>) -> Deferred<u8, S> {
    let (resolver, d) = Deferred::pending();
    TO_FIRE.with_borrow_mut(|to_fire| to_fire.push(Box::new(move || ready(reply).chain_into(resolver))));
    d
}

/// Fires what was put off.
pub fn fire() {
    while let Some(fire) = TO_FIRE.with_borrow_mut(Vec::pop) {
        fire();
    }
}

/// What a Deferred comes to, as text.
pub fn outcome_of<R: ErrorSet>(d: Deferred<u8, R>) -> String {
    fire();
    match d.try_outcome().expect("everything was fired") {
        Ok(value) => format!("value {value}"),
        Err(failure) => format!("error {:?}", failure.into_error()),
    }
}
