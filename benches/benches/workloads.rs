//! The workloads one by one, with divan's statistics. The suite (`cargo run --release -p deferred-benches`) interleaves
//! the contenders, which divan does not: compare there, look closer here.

use deferred_benches::{Contender, Workload};
use divan::Bencher;

fn main() {
    divan::main();
}

fn pairs() -> impl Iterator<Item = (&'static str, Workload)> {
    let pairs = Workload::ALL
        .into_iter()
        .flat_map(|workload| Contender::ALL.into_iter().map(move |contender| (contender, workload)));
    pairs.filter(|(contender, workload)| contender.run(*workload).is_some()).map(|(c, w)| (c.id, w))
}

/// Times are for a whole run: see `Workload::operations`.
#[divan::bench(args = pairs(), max_time = 0.5)]
fn run(bencher: Bencher, (contender, workload): (&'static str, Workload)) {
    let run = Contender::named(contender).and_then(|contender| contender.run(workload));
    let run = run.expect("it was listed");
    bencher.bench(|| run(1));
}
