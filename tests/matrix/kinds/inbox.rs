//! An inbox, which brings results of Deferreds that cross threads.

use super::cell::{D, Kind, R, kinds, later, see};
use crate::world::{Call, Value};
use deferred::threads::{self, Inbox};
use deferred::{Outcome, Panicked};
use std::rc::Rc;
use std::thread;

/// There and back again.
fn brought(d: D) -> (Rc<Inbox>, D) {
    let inbox = Rc::new(Inbox::new());
    let (there, elsewhere) = threads::pending::<Value, R>();
    let stop = d.cancel_handle();
    let here = inbox.bring(elsewhere);
    d.both(move |outcome| {
        if there.is_cancelled() {
            // It comes too late.
            outcome.as_ref().err().into_iter().for_each(see);
        }
        there.resolve(outcome);
        super::flavour::settled::<(), ()>(Ok(()))
    })
    .detach();
    drop(stop);
    (inbox, here)
}

/// Another thread does this, and ends.
fn on_a_thread(what: impl FnOnce() + Send + 'static) {
    thread::spawn(what).join().expect("nothing of the matrix's runs there");
}

/// The callback's, with the value that is there; what fails passes by it. What would be on its way out of an async block where this panics is lost
/// in Rust, so it goes before.
fn with(call: Call, outcome: Outcome<Value, R>) -> Outcome<Value, R> {
    match outcome {
        Ok(value) => {
            drop(call.give(value));
            Ok(Value::new())
        }
        Err(failure) => {
            see(&failure);
            drop(call);
            Err(failure)
        }
    }
}

kinds! {
    brought_by_an_inbox: |d| {
        let call = Call::once("map");
        let (inbox, here) = brought(d);
        let again = inbox.clone();
        let _ = later(Box::new(move || { again.run_ready(); }));
        let _ = later(Box::new(move || { inbox.run_ready(); }));
        here.map(move |value| call.give(value))
    };
    brought_by_an_inbox_that_goes: |d| {
        let (inbox, here) = brought(d);
        let _ = later(Box::new(move || drop(inbox)));
        here
    };
    brought_from_a_thread: |d| {
        let (call, inbox) = (Call::once("then"), Rc::new(Inbox::new()));
        let d = d.then(move |value| {
            drop(call.give(value));
            let (there, elsewhere) = threads::pending::<(), R>();
            on_a_thread(move || there.succeed(()));
            let here = inbox.bring(elsewhere);
            let _ = later(Box::new(move || { inbox.run_ready(); }));
            here
        });
        d.map(|()| Value::new())
    };
    brought_from_a_thread_of_its_own: |d| {
        let (call, inbox) = (Call::once("then"), Rc::new(Inbox::new()));
        let d = d.then(move |value| {
            drop(call.give(value));
            let here = inbox.bring(threads::defer_to_thread(|| ()));
            let _ = later(Box::new(move || inbox.run()));
            here.catch(|_: Panicked| ())
        });
        d.map(|()| Value::new())
    };
    polled_by_an_inbox: |d| {
        let (call, inbox) = (Call::once("future"), Inbox::new());
        inbox.poll(async move { with(call, d.await) })
    };
    polled_by_an_inbox_and_woken_by_a_thread: |d| {
        let (call, inbox) = (Call::once("future"), Rc::new(Inbox::new()));
        let (there, elsewhere) = threads::pending::<(), ()>();
        let again = inbox.clone();
        let d = d.finally(move || {
            on_a_thread(move || there.succeed(()));
            let _ = later(Box::new(move || { again.run_ready(); }));
        });
        inbox.poll(async move {
            let Ok(()) = elsewhere.await;
            with(call, d.await)
        })
    };
    polled_by_an_inbox_that_goes: |d| {
        let (call, inbox) = (Call::once("future"), Inbox::new());
        let polled = inbox.poll(async move { with(call, d.await) });
        let _ = later(Box::new(move || drop(inbox)));
        polled
    };
}
