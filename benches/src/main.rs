//! The suite: every contender in every workload, side by side, in one run.

use deferred_benches::allocations::Counting;
use deferred_benches::peers::{self, Peers};
use deferred_benches::report::Report;
use deferred_benches::{Workload, measure::measure};
use lexopt::prelude::*;
use std::error::Error;
use std::path::PathBuf;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const USAGE: &str = "usage: deferred-benches [--json FILE] [--svg FILE] [--no-peers] [WORKLOAD ...]

Measures all contenders in the workloads (W1, W2, W3, W4, W4b, W5, W6, W7, W8; all of them where none is named), and
the peers of other languages that are installed.

  --json FILE   writes the figures as JSON
  --svg FILE    writes them as a picture
  --no-peers    leaves out the other languages";

struct Asked {
    json: Option<PathBuf>,
    svg: Option<PathBuf>,
    peers: bool,
    workloads: Vec<Workload>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(asked) = asked()? else {
        println!("{USAGE}");
        return Ok(());
    };
    let mut measured = Vec::new();
    for &workload in &asked.workloads {
        eprintln!("{workload}: {}", workload.title());
        measured.push((workload, measure(workload)));
    }
    let peers = if asked.peers {
        eprintln!("other languages");
        peers::measure(&asked.workloads)?
    } else {
        Peers::default()
    };
    let report = Report::new(measured, peers);
    print!("{report}");
    if let Some(file) = asked.json {
        std::fs::write(file, serde_json::to_string_pretty(&report)? + "\n")?;
    }
    if let Some(file) = asked.svg {
        std::fs::write(file, report.svg())?;
    }
    Ok(())
}

/// The request of the command line; `None` where it asks for help.
fn asked() -> Result<Option<Asked>, lexopt::Error> {
    let mut asked = Asked { json: None, svg: None, peers: true, workloads: Vec::new() };
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => asked.json = Some(arguments.value()?.into()),
            Long("svg") => asked.svg = Some(arguments.value()?.into()),
            Long("no-peers") => asked.peers = false,
            Long("help") | Short('h') => return Ok(None),
            Value(workload) => asked.workloads.push(workload.parse()?),
            _ => return Err(argument.unexpected()),
        }
    }
    if asked.workloads.is_empty() {
        asked.workloads = Workload::ALL.to_vec();
    }
    Ok(Some(asked))
}
