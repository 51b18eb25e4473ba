//! Runs one contender in one workload, for a program that counts instructions: `one CONTENDER WORKLOAD TIMES`.

use deferred_benches::{Contender, Workload};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [contender, workload, times] = &arguments[..] else { return usage() };
    let contender = Contender::named(contender);
    let (Some(contender), Ok(workload), Ok(times)) = (contender, workload.parse::<Workload>(), times.parse())
    else {
        return usage();
    };
    let Some(run) = contender.run(workload) else {
        eprintln!("{} does not have {workload}", contender.name);
        return ExitCode::FAILURE;
    };
    run(times).map_or(ExitCode::FAILURE, |_| ExitCode::SUCCESS)
}

fn usage() -> ExitCode {
    let contenders = Contender::ALL.map(|contender| contender.id).join("|");
    eprintln!("usage: one {contenders} WORKLOAD TIMES");
    ExitCode::from(2)
}
