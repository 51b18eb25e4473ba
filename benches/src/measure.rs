//! Times and allocations of all contenders in a workload, side by side.

use crate::allocations::counted;
use crate::{Contender, Workload, contenders::Run};
use nix::time::ClockId;
use std::hint::black_box;
use std::time::Duration;

/// How often each contender takes its turn. What disturbs the machine disturbs a whole round.
const ROUNDS: usize = 31;

/// How long a turn takes at least.
const TURN: Duration = Duration::from_millis(2);

/// The figures for one operation of a workload.
#[derive(Debug)]
pub struct Figures {
    /// The contender.
    pub contender: Contender,
    /// The median of the rounds.
    pub nanoseconds: f64,
    /// The ratio to this crate: the median of the rounds' ratios.
    pub ratio: Option<f64>,
    /// On the thread that attaches the chain.
    pub allocations: f64,
}

/// One contender's turns.
struct Turns {
    contender: Contender,
    run: Run,
    times: u32,
    nanoseconds: Vec<f64>,
}

/// Measures all who have the workload, in turn.
pub fn measure(workload: Workload) -> Vec<Figures> {
    let clock = clock(workload);
    let mut all: Vec<Turns> = Contender::ALL
        .into_iter()
        .filter_map(|contender| Some((contender, contender.run(workload)?)))
        .map(|(contender, run)| Turns { contender, run, times: enough(clock, run), nanoseconds: Vec::new() })
        .collect();
    for _ in 0..ROUNDS {
        for turns in &mut all {
            let operations = f64::from(turns.times) * f64::from(workload.operations());
            let took = timed(clock, turns.run, turns.times).as_secs_f64() * 1e9 / operations;
            turns.nanoseconds.push(took);
        }
    }
    let ours = all.iter().find(|turns| turns.contender.id == Contender::OURS.id);
    let ours = ours.map(|turns| turns.nanoseconds.clone());
    let figures = |turns: Turns| Figures {
        contender: turns.contender,
        ratio: ours.as_ref().map(|ours| {
            median(turns.nanoseconds.iter().zip(ours).map(|(theirs, ours)| theirs / ours).collect())
        }),
        nanoseconds: median(turns.nanoseconds),
        allocations: allocations(turns.run) as f64 / f64::from(workload.operations()),
    };
    all.into_iter().map(figures).collect()
}

/// How often one run allocates; what is made once for all the runs is not counted.
pub fn allocations(run: Run) -> u64 {
    // Allocations on the first use are made before the count.
    black_box(run(1)).ok();
    let few = counted(|| run(1));
    let many = counted(|| run(2));
    many - few
}

/// How many runs fill a turn.
fn enough(clock: ClockId, run: Run) -> u32 {
    let mut times = 1;
    loop {
        let took = timed(clock, run, times);
        if took >= TURN {
            return times;
        }
        times *= 2;
    }
}

fn timed(clock: ClockId, run: Run, times: u32) -> Duration {
    let begun = now(clock);
    black_box(run(black_box(times))).ok();
    now(clock) - begun
}

fn now(clock: ClockId) -> Duration {
    clock.now().expect("every Linux has this clock").into()
}

/// A thread's own time leaves out other programs; two threads have only the wall clock in common.
fn clock(workload: Workload) -> ClockId {
    match workload {
        Workload::W7 => ClockId::CLOCK_MONOTONIC,
        _ => ClockId::CLOCK_THREAD_CPUTIME_ID,
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
