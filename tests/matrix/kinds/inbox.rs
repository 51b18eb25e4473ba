//! An inbox, which brings results of Deferreds that cross threads.

use super::cell::{D, Kind, R, is_quiet_once_disturbed, kinds, later};
use crate::world::{Call, Value};
use deferred::threads::{self, Inbox};
use std::rc::Rc;

/// There and back again.
fn brought(d: D) -> (Rc<Inbox>, D) {
    let inbox = Rc::new(Inbox::new());
    let (there, elsewhere) = threads::pending::<Value, R>();
    let stop = d.cancel_handle();
    let here = inbox.bring(elsewhere);
    d.both(move |outcome| {
        there.resolve(outcome);
        super::flavour::settled::<(), ()>(Ok(()))
    })
    .detach();
    drop(stop);
    (inbox, here)
}

kinds! {
    brought_by_an_inbox: |d| {
        is_quiet_once_disturbed();
        let call = Call::once("map");
        let (inbox, here) = brought(d);
        let again = inbox.clone();
        let _ = later(Box::new(move || { again.run_ready(); }));
        let _ = later(Box::new(move || { inbox.run_ready(); }));
        here.map(move |value| call.give(value))
    };
    brought_by_an_inbox_that_goes: |d| {
        is_quiet_once_disturbed();
        let (inbox, here) = brought(d);
        let _ = later(Box::new(move || drop(inbox)));
        here
    };
}
