//! W7: one thread makes chains, another fires them.

use crate::callbacks::{Outcome, VALUE};
use crate::workload::HAND_OVERS;
use std::hint::black_box;
use std::sync::mpsc;

/// One way to give a chain's resolver to another thread.
pub(super) trait HandOver {
    /// The end that the other thread fires.
    type Resolver: Send + 'static;
    /// The end that stays here.
    type Waiting;

    /// Makes the pair and attaches the chain.
    fn chain() -> (Self::Resolver, Self::Waiting);

    /// Runs on the other thread.
    fn fire(resolver: Self::Resolver, outcome: Outcome);

    /// The outcome, once the other end was fired.
    fn taken(waiting: Self::Waiting) -> Outcome;
}

/// One thread fires for all the runs; the resolvers go to it all at once, so that what is measured is
/// the chains and not the waking of a thread.
pub(super) fn handed_over<H: HandOver>(times: u32) -> Outcome {
    std::thread::scope(|scope| {
        let (send, received) = mpsc::channel::<Vec<H::Resolver>>();
        let (say_done, done) = mpsc::channel();
        scope.spawn(move || {
            for resolvers in received {
                for resolver in resolvers {
                    H::fire(resolver, Ok(VALUE));
                }
                say_done.send(()).expect("somebody waits for it");
            }
        });
        let mut last = Ok(0);
        for _ in 0..times {
            let (resolvers, waiting): (Vec<_>, Vec<_>) = (0..HAND_OVERS).map(|_| H::chain()).unzip();
            send.send(resolvers).expect("the thread runs");
            done.recv().expect("the thread runs");
            last = waiting.into_iter().map(H::taken).sum();
            black_box(last).ok();
        }
        last
    })
}
