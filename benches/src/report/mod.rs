//! The report of a measurement, written as a table, as JSON and as a picture.

mod machine;
mod overview;
mod svg;
mod table;

use crate::contenders::Kind;
use crate::measure::Figures;
use crate::peers::Peers;
use crate::{Contender, Workload};
pub use machine::Machine;
use serde::Serialize;

/// The whole report.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Where it was measured.
    pub machine: Machine,
    /// The measured workloads, in the order of the tables.
    pub workloads: Vec<Measured>,
    /// Peers that are not installed, by name.
    pub skipped: Vec<Missing>,
}

/// One workload.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// The name of the workload.
    pub workload: String,
    /// The title of the workload.
    pub title: &'static str,
    /// Everyone who has it.
    pub results: Vec<Entry>,
}

/// One contender or peer in one workload.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The name of the contender or peer.
    pub name: String,
    /// The version of a peer.
    pub version: Option<String>,
    /// For one operation, the median.
    pub nanoseconds: f64,
    /// The ratio to this crate.
    pub ratio: Option<f64>,
    /// For one operation; nobody counts those of peers.
    pub allocations: Option<f64>,
    /// Whose it is.
    pub kind: Kind,
}

/// A peer that was skipped.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// The name of the peer.
    pub name: String,
    /// The missing program.
    pub why: String,
}

impl Report {
    /// Puts together what was measured.
    pub fn new(measured: Vec<(Workload, Vec<Figures>)>, peers: Peers) -> Self {
        let mut workloads: Vec<Measured> = measured.into_iter().map(Measured::of_ours).collect();
        for figures in peers.figures {
            let name = figures.workload.to_string();
            let Some(measured) = workloads.iter_mut().find(|measured| measured.workload == name) else {
                continue;
            };
            let ours = measured.results.iter().find(|entry| entry.name == Contender::OURS.name);
            let ratio = ours.map(|ours| figures.nanoseconds / ours.nanoseconds);
            measured.results.push(Entry {
                name: figures.peer,
                version: Some(figures.version),
                nanoseconds: figures.nanoseconds,
                ratio,
                allocations: None,
                kind: Kind::Peer,
            });
        }
        let skipped = peers.skipped.into_iter().map(|peer| Missing { name: peer.peer, why: peer.why });
        Report { machine: Machine::here(), workloads, skipped: skipped.collect() }
    }
}

impl Measured {
    fn of_ours((workload, figures): (Workload, Vec<Figures>)) -> Self {
        let entry = |figures: Figures| Entry {
            name: figures.contender.name.to_owned(),
            version: None,
            nanoseconds: figures.nanoseconds,
            ratio: figures.ratio,
            allocations: Some(figures.allocations),
            kind: figures.contender.kind,
        };
        let results = figures.into_iter().map(entry).collect();
        Measured { workload: workload.to_string(), title: workload.title(), results }
    }
}
