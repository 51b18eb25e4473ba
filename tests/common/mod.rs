//! An allocator that counts what its thread allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

#[global_allocator]
static COUNTING: Counting = Counting;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

// SAFETY: all is left to the system's allocator; the counters never allocate.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        LIVE.set(LIVE.get() + layout.size() as isize);
        PEAK.set(PEAK.get().max(LIVE.get()));
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.set(LIVE.get() - layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }
}

/// What running something took from the allocator, on this thread.
#[derive(Debug)]
pub struct Taken {
    /// How often it allocated.
    #[allow(dead_code, reason = "each test file looks at one of the three")]
    pub allocations: usize,
    /// How many bytes more than before it had at most.
    #[allow(dead_code, reason = "each test file looks at one of the three")]
    pub peak: usize,
    /// How many bytes more than before it has at its end.
    #[allow(dead_code, reason = "each test file looks at one of the three")]
    pub left: isize,
}

/// Runs `f`, and says what it took.
pub fn taken_by<T>(f: impl FnOnce() -> T) -> (T, Taken) {
    let (count, live) = (COUNT.get(), LIVE.get());
    PEAK.set(live);
    let result = f();
    let peak = usize::try_from(PEAK.get() - live).expect("the peak is not below the start");
    (result, Taken { allocations: COUNT.get() - count, peak, left: LIVE.get() - live })
}
