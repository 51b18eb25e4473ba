//! A loop of a million steps that each wait takes no memory for its length, and little stack.
#![cfg(target_os = "linux")]

use deferred::{Deferred, Resolver, chain, testing::success_result_of};
use std::cell::Cell;
use std::fs;
use std::thread;

const STEPS: u64 = 1_000_000;
const STACK: usize = 256 << 10;
/// In KiB. If each step kept a block, the least of which has 16 bytes, it would be 16 MB.
const MOST_MORE: u64 = 10 << 10;

thread_local! {
    static NEXT: Cell<Option<Resolver<u64>>> = const { Cell::new(None) };
}

fn count_from(n: u64) -> Deferred<u64> {
    let (resolver, d) = Deferred::<u64>::pending();
    NEXT.set(Some(resolver));
    chain! { d; then move |one| if n + one == STEPS { Deferred::succeed(STEPS) } else { count_from(n + one) } }
}

fn looped() -> u64 {
    let done = count_from(0);
    while let Some(resolver) = NEXT.take() {
        resolver.succeed(1);
    }
    success_result_of(done)
}

/// The most memory that the process has had so far, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").expect("there is one on Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("it has the peak");
    line.trim().trim_end_matches(" kB").parse().expect("the peak is a number")
}

#[test]
fn a_million_waits_take_less_than_10_mib_and_256_kib_of_stack() {
    let before = peak();
    let looping = thread::Builder::new().stack_size(STACK).spawn(looped).expect("a thread can be made");
    assert_eq!(looping.join().expect("the loop ends"), STEPS);
    let more = peak() - before;
    assert!(more < MOST_MORE, "{more} KiB");
}
