//! An allocator that counts how often its thread allocates.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;

#[cfg(feature = "mimalloc")]
use mimalloc::MiMalloc as Allocator;
#[cfg(not(feature = "mimalloc"))]
use std::alloc::System as Allocator;

/// The allocator of the programs that count. It costs one instruction an allocation.
#[derive(Debug)]
pub struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: all is left to the allocator beneath; the counter never allocates.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { Allocator.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { Allocator.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { Allocator.realloc(at, layout, size) }
    }
}

/// Which allocator is beneath.
pub fn allocator() -> &'static str {
    if cfg!(feature = "mimalloc") { "mimalloc" } else { "the system's allocator" }
}

/// How often `f` allocates on this thread, in a program whose allocator is [`Counting`].
pub fn counted<T>(f: impl FnOnce() -> T) -> u64 {
    let before = COUNT.get();
    f();
    COUNT.get() - before
}
