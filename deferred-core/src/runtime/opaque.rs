//! `Opaque`: a wrapper whose drop the compiler does not look through when it checks bounds.

use core::mem::ManuallyDrop;
use core::ops::{Deref, DerefMut};

/// An `X`, dropped with the wrapper like any field.
///
/// The compiler looks through all fields of what a function drops, and works out the types of each. Where a field's
/// type depends on a bound that the function forgot, the compiler reports that once more, although it has reported
/// it at the signature. It does not look into a `ManuallyDrop`, nor past a type that has a `Drop` of its own.
pub(crate) struct Opaque<X>(ManuallyDrop<X>);

impl<X> Opaque<X> {
    #[inline(always)]
    pub(crate) fn new(value: X) -> Self {
        Opaque(ManuallyDrop::new(value))
    }

    #[inline(always)]
    pub(crate) fn into_inner(self) -> X {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not used again, and its drop does not run: the value is taken once, and its new owner
        // drops it.
        #[allow(unsafe_code)]
        unsafe {
            ManuallyDrop::take(&mut this.0)
        }
    }
}

impl<X> Drop for Opaque<X> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: the value is there: only `into_inner` takes it, after which this drop does not run. Nobody sees
        // the field after this.
        #[allow(unsafe_code)]
        unsafe {
            ManuallyDrop::drop(&mut self.0);
        }
    }
}

impl<X> Deref for Opaque<X> {
    type Target = X;

    #[inline(always)]
    fn deref(&self) -> &X {
        &self.0
    }
}

impl<X> DerefMut for Opaque<X> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut X {
        &mut self.0
    }
}
