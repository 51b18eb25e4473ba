//! Finds the `Debug` of an error in a report: raising an error notes the `Debug` of its type.
//!
//! A set does not say how its errors are printed, so that code that only passes errors on needs no bound. Raising
//! an error requires its `Debug`, which is noted here; a report looks it up by the error's type.
//!
//! A noted type is kept at two places, which its hash gives. A type that lost both of them to types that were
//! raised after it, and was not raised since, is printed by its name: of programs with a hundred types two in a
//! hundred have such a type; without `std`, with twelve types, ten in a hundred.

use core::any::{Any, TypeId};
use core::fmt::{self, Debug, Display};
use core::hash::{Hash, Hasher};
use core::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

/// The `Debug` of a type.
struct Printer {
    of: fn() -> TypeId,
    print: fn(&dyn Any, &mut fmt::Formatter<'_>) -> fmt::Result,
}

/// 80 kB on a 64-bit machine. Without `std` memory is scarce, and a program has few types of errors: 768 bytes on a
/// 32-bit machine.
const PLACES: usize = if cfg!(feature = "std") { 4096 } else { 64 };

/// The type that was noted last at each of the first places. A type that is there already is not noted again.
static NOTED: [AtomicU32; PLACES] = [const { AtomicU32::new(0) }; PLACES];

static FIRST: [AtomicPtr<Printer>; PLACES] = [const { AtomicPtr::new(core::ptr::null_mut()) }; PLACES];

static SECOND: [AtomicPtr<Printer>; PLACES] = [const { AtomicPtr::new(core::ptr::null_mut()) }; PLACES];

/// Notes the `Debug` of `X`, by which reports print it from now on.
///
/// The function is inlined and has no loop: a call that is hardly ever made would cost the code around it its
/// registers.
#[inline(always)]
pub(crate) fn note<X: Debug + 'static>() {
    let number = Number::of(TypeId::of::<X>());
    if NOTED[number.first()].load(Ordering::Relaxed) != number.0 {
        let printer: &'static Printer = const { &Printer { of: TypeId::of::<X>, print: print::<X> } };
        let printer = core::ptr::from_ref(printer).cast_mut();
        NOTED[number.first()].store(number.0, Ordering::Relaxed);
        FIRST[number.first()].store(printer, Ordering::Release);
        SECOND[number.second()].store(printer, Ordering::Release);
    }
}

fn print<X: Debug + 'static>(error: &dyn Any, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    error.downcast_ref::<X>().map_or(Err(fmt::Error), |error| error.fmt(f))
}

fn find(of: TypeId) -> Option<&'static Printer> {
    let number = Number::of(of);
    let places = [&FIRST[number.first()], &SECOND[number.second()]];
    places.into_iter().filter_map(noted).find(|printer| (printer.of)() == of)
}

fn noted(place: &AtomicPtr<Printer>) -> Option<&'static Printer> {
    let printer = place.load(Ordering::Acquire);
    // SAFETY: the pointer is null, or `note` stored it: then it points to a constant, and the store was released to
    // this acquire; nobody ever changes the constant.
    #[allow(unsafe_code)]
    unsafe {
        printer.as_ref()
    }
}

/// A nonzero number of a type.
#[derive(Clone, Copy)]
struct Number(u32);

impl Number {
    #[inline(always)]
    fn of(of: TypeId) -> Self {
        let mut hash = Low(0);
        of.hash(&mut hash);
        Number(hash.finish() as u32 | 1)
    }

    #[inline(always)]
    fn first(self) -> usize {
        (self.0 >> 1) as usize % PLACES
    }

    #[inline(always)]
    fn second(self) -> usize {
        (self.0 >> 16) as usize % PLACES
    }
}

/// A hasher that returns a `TypeId`, which is a hash already, as it is.
struct Low(u64);

impl Hasher for Low {
    #[inline(always)]
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    #[inline(always)]
    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    #[inline(always)]
    fn finish(&self) -> u64 {
        self.0
    }
}

/// An error that is printed by the noted `Debug` of its type, or by the name of its type where none is noted.
#[doc(hidden)]
pub struct Printed<'a> {
    pub(crate) error: &'a dyn Any,
    pub(crate) type_name: &'static str,
}

impl Debug for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match find(self.error.type_id()) {
            Some(printer) => (printer.print)(self.error, f),
            None => f.write_str(self.type_name),
        }
    }
}

/// Prints what the closure writes.
pub(crate) struct Shown<F>(pub(crate) F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> Display for Shown<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, Low, Number, PLACES, Printed, Printer, SECOND, note};
    use alloc::collections::BTreeSet;
    use alloc::format;
    use core::any::{Any, TypeId};
    use core::fmt::Debug;
    use core::hash::Hasher;
    use core::ptr::null_mut;
    use core::sync::atomic::{AtomicPtr, Ordering};

    fn printed(error: &dyn Any) -> alloc::string::String {
        format!("{:?}", Printed { error, type_name: "its name" })
    }

    #[test]
    fn an_error_is_printed_as_it_was_noted() {
        #[derive(Debug)]
        #[allow(dead_code, reason = "it is printed")]
        struct Late(u8);
        assert_eq!(printed(&Late(1)), "its name");
        note::<Late>();
        assert_eq!(printed(&Late(1)), "Late(1)");
    }

    /// Notes both types, and `By` at the place of `X`, which it returns.
    fn displaced<X: Debug + 'static, By: Debug + 'static>(
        place: fn(Number) -> &'static AtomicPtr<Printer>,
    ) -> &'static AtomicPtr<Printer> {
        note::<X>();
        note::<By>();
        let by = place(Number::of(TypeId::of::<By>())).load(Ordering::Relaxed);
        let place = place(Number::of(TypeId::of::<X>()));
        place.store(by, Ordering::Relaxed);
        place
    }

    #[test]
    fn an_error_that_lost_its_first_place_is_found_at_its_second() {
        #[derive(Debug)]
        struct Displaced;
        #[derive(Debug)]
        struct Displacing;
        let first = displaced::<Displaced, Displacing>(|number| &FIRST[number.first()]);
        assert_eq!(printed(&Displaced), "Displaced");
        first.store(null_mut(), Ordering::Relaxed);
        assert_eq!(printed(&Displaced), "Displaced");
    }

    #[test]
    fn an_error_that_lost_its_second_place_is_found_at_its_first() {
        #[derive(Debug)]
        struct Displaced;
        #[derive(Debug)]
        struct Displacing;
        displaced::<Displaced, Displacing>(|number| &SECOND[number.second()]);
        assert_eq!(printed(&Displaced), "Displaced");
    }

    #[test]
    fn types_use_all_the_places() {
        let numbers = || (0..PLACES as u32).map(|n| Number(n << 1 | n << 16 | 1));
        assert_eq!(numbers().map(Number::first).collect::<BTreeSet<_>>().len(), PLACES);
        assert_eq!(numbers().map(Number::second).collect::<BTreeSet<_>>().len(), PLACES);
    }

    #[test]
    fn a_hash_that_comes_in_bytes_tells_types_apart_too() {
        let hash = |bytes: &[u8]| {
            let mut low = Low(0);
            low.write(bytes);
            low.finish()
        };
        assert_eq!(hash(&[1, 2, 3]), 0x01_02_03);
        assert_eq!(hash(&[0xff, 0, 0, 0, 0, 0, 0, 0, 0xf0]), 0x0f);
    }
}
