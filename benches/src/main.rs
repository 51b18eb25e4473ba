//! Runs one workload many times, for a program that counts instructions: `deferred-benches WORKLOAD [TIMES]`.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let workload = arguments.next().as_deref().and_then(deferred_benches::named);
    let times = arguments.next().map_or(Ok(1_000), |times| times.parse::<u32>());
    let (Some(workload), Ok(times)) = (workload, times) else {
        eprintln!(
            "usage: deferred-benches nothing|by-hand-ready|by-hand-pending|ready|pending|pending-fails|nested [TIMES]"
        );
        return ExitCode::from(2);
    };
    for _ in 0..times {
        workload();
    }
    ExitCode::SUCCESS
}
