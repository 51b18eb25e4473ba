//! Lists the unfired pairs of the program, with the feature `trace`, by the address of each pair's node.
//!
//! Without the feature nothing is noted, and the types here are empty.

#[cfg(all(feature = "trace", feature = "std"))]
pub(crate) use noted::{Listed, Unfired, note, stages, unfired};
#[cfg(not(all(feature = "trace", feature = "std")))]
pub(crate) use nothing::{Listed, note};

#[cfg(all(feature = "trace", feature = "std"))]
mod noted {
    use crate::error::site::Site;
    use alloc::collections::BTreeMap;
    use alloc::vec::Vec;
    use core::panic::Location;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use std::thread::{self, ThreadId};

    /// A pair that was not fired.
    #[derive(Clone)]
    pub(crate) struct Unfired {
        pub(crate) number: u64,
        pub(crate) made: &'static Location<'static>,
        pub(crate) thread: ThreadId,
        pub(crate) stages: Vec<Site>,
    }

    /// How many stages are noted for a pair.
    const NOTED: usize = 16;

    static UNFIRED: Mutex<(u64, BTreeMap<usize, Unfired>)> = Mutex::new((0, BTreeMap::new()));

    /// Nothing panics while the list is locked, and no foreign code runs.
    fn list() -> MutexGuard<'static, (u64, BTreeMap<usize, Unfired>)> {
        UNFIRED.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the pair of a resolver in the list.
    pub(crate) struct Listed {
        /// The address of the pair's node, which is never read through.
        at: usize,
    }

    impl Listed {
        /// Lists the pair with this node, and the place where it was made.
        pub(crate) fn new(pair: impl FnOnce() -> (*const (), Option<&'static Location<'static>>)) -> Self {
            let (at, made) = pair();
            if let Some(made) = made {
                let (number, unfired) = &mut *list();
                *number += 1;
                let thread = thread::current().id();
                unfired.insert(at.addr(), Unfired { number: *number, made, thread, stages: Vec::new() });
            }
            Listed { at: at.addr() }
        }

        /// The entry of a resolver that was turned into one word.
        pub(crate) fn again(at: impl FnOnce() -> *const ()) -> Self {
            Listed { at: at().addr() }
        }

        /// Takes the pair out of the list.
        pub(crate) fn leave(self) {}

        /// Leaves the pair in the list.
        pub(crate) fn stay(self) {
            core::mem::forget(self);
        }
    }

    impl Drop for Listed {
        fn drop(&mut self) {
            let gone = list().1.remove(&self.at);
            drop(gone);
        }
    }

    /// Notes that the stage at `site` waits for the pair whose node is `at`.
    pub(crate) fn note(at: *const (), site: Site) {
        if let Some(unfired) = list().1.get_mut(&at.addr())
            && unfired.stages.len() < NOTED
            && !unfired.stages.contains(&site)
        {
            unfired.stages.push(site);
        }
    }

    /// The stages that wait for the pair, the last to be attached first.
    pub(crate) fn stages(at: *const ()) -> Vec<Site> {
        list()
            .1
            .get(&at.addr())
            .map(|unfired| unfired.stages.iter().rev().copied().collect())
            .unwrap_or_default()
    }

    /// All pairs in the list, the oldest first.
    pub(crate) fn unfired() -> Vec<Unfired> {
        let mut all: Vec<_> = list().1.values().cloned().collect();
        all.sort_by_key(|unfired| unfired.number);
        all
    }
}

#[cfg(not(all(feature = "trace", feature = "std")))]
mod nothing {
    use crate::error::site::Site;
    use core::panic::Location;

    pub(crate) struct Listed;

    impl Listed {
        #[inline(always)]
        pub(crate) fn new(_: impl FnOnce() -> (*const (), Option<&'static Location<'static>>)) -> Self {
            Listed
        }

        #[inline(always)]
        pub(crate) fn again(_: impl FnOnce() -> *const ()) -> Self {
            Listed
        }

        #[inline(always)]
        pub(crate) fn leave(self) {}

        #[inline(always)]
        pub(crate) fn stay(self) {}
    }

    #[inline(always)]
    pub(crate) fn note(_: *const (), _: Site) {}
}
