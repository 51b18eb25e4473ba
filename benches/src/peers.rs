//! The peers of other languages, which `peers/run` measures.

use crate::Workload;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The figures for one operation of a workload in a peer.
#[derive(Debug)]
pub struct PeerFigures {
    /// The name of the peer.
    pub peer: String,
    /// The version of the peer.
    pub version: String,
    /// The workload.
    pub workload: Workload,
    /// The median of its own rounds.
    pub nanoseconds: f64,
}

/// A peer that is not installed.
#[derive(Debug)]
pub struct Skipped {
    /// The name of the peer.
    pub peer: String,
    /// The missing program.
    pub why: String,
}

/// The output of the script.
#[derive(Debug, Default)]
pub struct Peers {
    /// The peers that ran.
    pub figures: Vec<PeerFigures>,
    /// The peers that did not run.
    pub skipped: Vec<Skipped>,
}

/// Runs the script.
///
/// # Errors
///
/// If it does not run, fails, or says what is not understood.
pub fn measure(workloads: &[Workload]) -> Result<Peers, Box<dyn Error>> {
    let wanted: Vec<_> = workloads
        .iter()
        .filter(|w| !matches!(w, Workload::W7 | Workload::W8))
        .map(ToString::to_string)
        .collect();
    if wanted.is_empty() {
        return Ok(Peers::default());
    }
    let ran = Command::new(script()).args(wanted).stderr(Stdio::inherit()).output()?;
    if !ran.status.success() {
        return Err("peers/run failed".into());
    }
    parse(std::str::from_utf8(&ran.stdout)?)
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers/run")
}

fn parse(output: &str) -> Result<Peers, Box<dyn Error>> {
    let mut peers = Peers::default();
    for line in output.lines() {
        match line.split('\t').collect::<Vec<_>>()[..] {
            ["skipped", peer, why] => {
                peers.skipped.push(Skipped { peer: peer.to_owned(), why: why.to_owned() });
            }
            [peer, version, workload, nanoseconds] => peers.figures.push(PeerFigures {
                peer: peer.to_owned(),
                version: version.to_owned(),
                workload: workload.parse()?,
                nanoseconds: nanoseconds.parse()?,
            }),
            _ => return Err(format!("peers/run says {line:?}").into()),
        }
    }
    Ok(peers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_skipped_peers_are_told_apart() {
        let peers = parse("Twisted\tTwisted 26\tW4b\t12.5\nskipped\tbluebird\tnode cannot load it\n");
        let peers = peers.expect("both lines are understood");
        assert_eq!(peers.figures[0].workload, Workload::W4b);
        assert_eq!(peers.figures[0].nanoseconds, 12.5);
        assert_eq!(peers.skipped[0].peer, "bluebird");
    }

    #[test]
    fn a_line_that_is_neither_is_an_error() {
        assert!(parse("Traceback (most recent call last):").is_err());
        assert!(parse("Twisted\tTwisted 26\tW9\t12.5").is_err());
    }
}
