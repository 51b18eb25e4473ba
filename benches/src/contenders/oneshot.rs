//! The `oneshot` crate with async/await, polled by whoever fires.

use super::async_await::{Channel, polled};
use super::{Contender, Kind};
use crate::callbacks::{Outcome, inbox};
use oneshot::{AsyncReceiver as Receiver, RecvError, Sender, async_channel as channel};

pub(super) const CONTENDER: Contender = Contender {
    id: "oneshot",
    name: "oneshot crate, polled by hand",
    kind: Kind::Library,
    runs: polled::<OneShot>,
};

inbox!((Sender<Outcome>, Outcome));

pub(super) struct OneShot;

impl Channel for OneShot {
    type Sender = Sender<Outcome>;
    type Receiver = Receiver<Outcome>;
    type Received = Result<Outcome, RecvError>;

    fn channel() -> (Sender<Outcome>, Receiver<Outcome>) {
        channel()
    }

    fn send(sender: Sender<Outcome>, outcome: Outcome) {
        sender.send(outcome).expect("the chain waits for it");
    }

    fn outcome(received: Result<Outcome, RecvError>) -> Outcome {
        received.expect("it was sent")
    }

    fn put(next: (Sender<Outcome>, Outcome)) {
        inbox::put(next);
    }

    fn take() -> Option<(Sender<Outcome>, Outcome)> {
        inbox::take()
    }
}
