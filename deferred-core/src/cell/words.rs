//! Passes a value to a node: in three words, which are registers, or by address if it is larger.

use core::mem::{ManuallyDrop, MaybeUninit};

/// A part of a value, or nothing.
pub(super) type Word = MaybeUninit<*mut ()>;

/// A value that is being passed: its own words, or its address.
#[derive(Clone, Copy)]
pub(super) struct Words(pub(super) Word, pub(super) Word, pub(super) Word);

const fn fits<I>() -> bool {
    size_of::<I>() <= size_of::<Words>() && align_of::<I>() <= align_of::<Words>()
}

impl Words {
    /// The words of `value`, which the caller keeps in its place until it was taken.
    #[inline(always)]
    pub(super) fn of<I>(value: &mut ManuallyDrop<I>) -> Self {
        let place: *mut I = (&raw mut *value).cast();
        if const { !fits::<I>() } {
            return Words::at(place.cast());
        }
        let mut words = [Word::uninit(); 3];
        // SAFETY: the value fits, and a `Word` may hold any bytes.
        unsafe { words.as_mut_ptr().cast::<I>().copy_from_nonoverlapping(place, 1) };
        let [first, second, third] = words;
        Words(first, second, third)
    }

    /// The words of an address.
    #[inline(always)]
    pub(super) fn at(place: *mut ()) -> Self {
        Words(Word::new(place), Word::uninit(), Word::uninit())
    }

    /// Takes the value.
    ///
    /// # Safety
    ///
    /// The words are those of an `I`, which is still in its place and is taken once.
    #[inline(always)]
    pub(super) unsafe fn take<I>(self) -> I {
        let Words(first, second, third) = self;
        // SAFETY: `of::<I>` has made the words: they hold an `I` that fits, or the address of a larger one. That
        // one is still there, and nobody else takes it.
        unsafe {
            if const { fits::<I>() } {
                [first, second, third].as_ptr().cast::<I>().read()
            } else {
                first.assume_init().cast::<I>().read()
            }
        }
    }
}
