//! Prints the memory of pending pairs and chains: both ends, and what the allocator hands out for them.
//!
//! The overhead of glibc for each allocation is counted.

use deferred::{Deferred, chain, threads};
use deferred_benches::memory::{Measuring, held};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: Measuring = Measuring;

/// A kind of pending value, the bytes that one takes, and the limit.
struct Row {
    name: &'static str,
    takes: usize,
    at_most: Option<usize>,
}

fn rows() -> [Row; 8] {
    let ours = |name, takes, most| Row { name, takes, at_most: Some(most) };
    let other = |name, takes| Row { name, takes, at_most: None };
    [
        ours("a pair", held(Deferred::<u64>::pending), 120),
        ours("a pair across threads", held(threads::pending::<u64, ()>), 104),
        ours("a pair with three chains of one stage, one after the other", held(three_chains), 312),
        ours("a pair with a chain of three stages", held(one_chain), 120),
        ours("a pair with three methods", held(three_methods), 312),
        other("a channel of `oneshot`", held(oneshot::channel::<u64>)),
        other("a channel of tokio's", held(tokio::sync::oneshot::channel::<u64>)),
        other("the same with a boxed future that awaits it", held(awaited)),
    ]
}

fn three_chains() -> (deferred::Resolver<u64>, Deferred<u64>) {
    let (resolver, d) = Deferred::<u64>::pending();
    let d = chain! { d; then |n| n + 1 };
    let d = chain! { d; then |n| n + 1 };
    (resolver, chain! { d; then |n| n + 1 })
}

fn one_chain() -> (deferred::Resolver<u64>, Deferred<u64>) {
    let (resolver, d) = Deferred::<u64>::pending();
    (resolver, chain! { d; then |n| n + 1, then |n| n + 1, then |n| n + 1 })
}

fn three_methods() -> (deferred::Resolver<u64>, Deferred<u64>) {
    let (resolver, d) = Deferred::<u64>::pending();
    (resolver, d.map(|n| n + 1).map(|n| n + 1).map(|n| n + 1))
}

fn awaited() -> (tokio::sync::oneshot::Sender<u64>, Box<dyn Future<Output = u64>>) {
    let (sender, receiver) = tokio::sync::oneshot::channel::<u64>();
    (sender, Box::new(async { receiver.await.unwrap_or(0) + 1 }))
}

fn main() -> ExitCode {
    let rows = rows();
    println!("| pending | bytes | at most |\n| --- | ---: | ---: |");
    for Row { name, takes, at_most } in &rows {
        let most = at_most.map_or(String::new(), |most| most.to_string());
        println!("| {name} | {takes} | {most} |");
    }
    let holds = rows.iter().all(|row| row.at_most.is_none_or(|most| row.takes <= most));
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
