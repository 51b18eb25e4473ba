//! Maps a slice in parallel, on all the machine's processors.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The results, in order.
pub fn each<T: Sync, U: Send>(of: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let next = AtomicUsize::new(0);
    let worked = || {
        let taken = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = taken.take_while(|place| *place < of.len());
        taken.map(|place| (place, work(&of[place]))).collect::<Vec<_>>()
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(worked)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no work panics")).collect()
    });
    all.sort_unstable_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, done)| done).collect()
}
