//! No length of a chain that the data decides uses the stack: each of these runs on 256 KiB.

use deferred::{Deferred, Resolver, testing::success_result_of};

const LINKS: usize = 10_000_000;
const STACK: usize = 256 * 1024;

/// Runs `test` on a small stack.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(test);
    thread.expect("a thread with a small stack").join().expect("no overflow and no panic");
}

/// A chain of links, each made with `chain_into` the next.
fn linked(links: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..links {
        let (next, d) = Deferred::pending();
        last.chain_into(next);
        last = d;
    }
    (first, last)
}

/// A chain of links, each a callback on the one before that could not be fused with it.
fn attached(links: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..links {
        last = last.map(|n| n + 1);
    }
    (first, last)
}

/// A chain in which the callback of each Deferred fires the next.
fn firing(links: usize) -> (Resolver<u64>, Deferred<u64>) {
    let (first, mut last) = Deferred::pending();
    for _ in 0..links {
        let (next, d) = Deferred::pending();
        last.map(|n| next.succeed(n + 1)).detach();
        last = d;
    }
    (first, last)
}

#[test]
fn ten_million_links_of_chain_into_fire() {
    on_a_small_stack(|| {
        let (first, last) = linked(LINKS);
        first.succeed(7);
        assert_eq!(success_result_of(last), 7);
    });
}

#[test]
fn ten_million_callbacks_attached_one_by_one_fire() {
    on_a_small_stack(|| {
        let (first, last) = attached(LINKS);
        first.succeed(0);
        assert_eq!(success_result_of(last), LINKS as u64);
    });
}

#[test]
fn ten_million_callbacks_that_fire_one_another() {
    on_a_small_stack(|| {
        let (first, last) = firing(LINKS);
        first.succeed(0);
        assert_eq!(success_result_of(last), LINKS as u64);
    });
}

#[test]
fn ten_million_links_are_dropped_unfired() {
    on_a_small_stack(|| {
        let reports = deferred::unhandled::watch();
        drop(linked(LINKS));
        drop(attached(LINKS));
        assert_eq!(reports.finish().len(), 2, "one for each chain, where its pair was made");
    });
}

#[test]
fn links_that_own_one_another_are_dropped_unfired() {
    on_a_small_stack(|| {
        let reports = deferred::unhandled::watch();
        drop(firing(LINKS / 10));
        // Each link is a pair of its own, whose callbacks will never run.
        assert_eq!(reports.finish().len(), LINKS / 10 + 1);
    });
}

#[test]
fn ten_million_links_are_dropped_from_their_other_end() {
    on_a_small_stack(|| {
        let (first, last) = attached(LINKS);
        drop(last);
        first.succeed(0);
        let (first, last) = linked(LINKS);
        drop(last);
        first.succeed(0);
    });
}

#[test]
fn a_long_chain_can_be_printed() {
    on_a_small_stack(|| {
        let (first, last) = attached(LINKS / 10);
        assert_eq!(format!("{last:?}"), "Deferred(pending)");
        first.succeed(1);
        assert_eq!(format!("{last:?}"), "Deferred(a value)");
    });
}
