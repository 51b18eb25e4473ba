//! Measures how many bytes are held while something is pending.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

/// The allocator of a program that measures: the system's, which notes what its thread holds.
#[derive(Debug)]
pub struct Measuring;

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}

/// The bytes that glibc takes for a piece of that size: a word more, in steps of two words, and four words at
/// least.
const fn piece(size: usize) -> usize {
    let word = size_of::<usize>();
    let whole = (size + word).next_multiple_of(2 * word);
    if whole < 4 * word { 4 * word } else { whole }
}

// SAFETY: all is left to the system's allocator; the counter never allocates.
unsafe impl GlobalAlloc for Measuring {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.set(HELD.get() + piece(layout.size()));
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // Another thread may have allocated the memory.
        HELD.set(HELD.get().saturating_sub(piece(layout.size())));
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(at, layout) }
    }
}

/// How many are made at once, so that memory that only the first one takes does not count.
const MANY: usize = 20_000;

/// How many bytes one of what `make` makes takes, in itself and in what it holds, in a program whose allocator is [`Measuring`].
pub fn held<T>(make: impl Fn() -> T) -> usize {
    let mut all = Vec::with_capacity(MANY);
    let before = HELD.get();
    all.extend(std::iter::repeat_with(make).take(MANY));
    let taken = HELD.get() - before;
    // Dropped, each would be reported as abandoned.
    std::mem::forget(black_box(all));
    size_of::<T>() + taken.div_ceil(MANY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_what_glibc_hands_out() {
        assert_eq!([0, 1, 24, 25, 88].map(piece), [32, 32, 32, 48, 96]);
    }
}
