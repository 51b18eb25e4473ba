//! tokio's oneshot channel with async/await, polled by whoever fires.

use super::async_await::{Channel, polled};
use super::{Contender, Kind};
use crate::callbacks::{Outcome, inbox};
use tokio::sync::oneshot::{Receiver, Sender, channel, error::RecvError};

pub(super) const CONTENDER: Contender = Contender {
    id: "tokio",
    name: "tokio oneshot, polled by hand",
    kind: Kind::Library,
    runs: polled::<Tokio>,
};

inbox!((Sender<Outcome>, Outcome));

pub(super) struct Tokio;

impl Channel for Tokio {
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
