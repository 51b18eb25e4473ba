//! All who contend, a file for each.

mod async_await;
mod by_hand;
mod by_hand_atomic;
mod by_hand_one;
mod chain;
mod chain_threads;
mod futures;
mod local_pool;
mod local_set;
mod methods;
mod oneshot;
mod polling;
mod ten_steps;
mod threads;
mod tokio;

use crate::Workload;
use crate::callbacks::Outcome;
use serde::Serialize;

/// Runs a workload so many times, and gives what the last run came to.
pub type Run = fn(u32) -> Outcome;

/// Whose code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// `deferred`.
    Ours,
    /// No library.
    ByHand,
    /// Another library in Rust.
    Library,
    /// Another language.
    Peer,
}

/// One way to write the workloads.
#[derive(Clone, Copy, Debug)]
pub struct Contender {
    /// Its name on the command line and in JSON.
    pub id: &'static str,
    /// Its name in tables.
    pub name: &'static str,
    /// Whose code it is.
    pub kind: Kind,
    runs: fn(Workload) -> Option<Run>,
}

impl Contender {
    /// Ours, by `chain!`: what the ratios are taken to.
    pub const OURS: Contender = chain::CONTENDER;

    /// All of them, in the order of the tables.
    pub const ALL: [Contender; 10] = [
        chain::CONTENDER,
        methods::CONTENDER,
        chain_threads::CONTENDER,
        by_hand_one::CONTENDER,
        by_hand::CONTENDER,
        futures::CONTENDER,
        local_pool::CONTENDER,
        oneshot::CONTENDER,
        tokio::CONTENDER,
        local_set::CONTENDER,
    ];

    /// How it runs `workload`, if it has it.
    pub fn run(&self, workload: Workload) -> Option<Run> {
        (self.runs)(workload)
    }

    /// The one of that name.
    pub fn named(id: &str) -> Option<Contender> {
        Contender::ALL.into_iter().find(|contender| contender.id == id)
    }
}
