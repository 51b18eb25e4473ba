//! A resolver as one word, for the `void *` of a C API.

#![allow(unsafe_code)]

use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::flavour::{CellSender, Flavour};
use core::ffi::c_void;
use core::ptr::NonNull;

/// A type of Deferred, by which a resolver's own is written where it goes through a pointer: [`Resolver::into_raw`].
pub trait DeferredType: sealed::DeferredType {
    /// Its value.
    type Value: 'static;
    /// Its errors.
    type Errors: ErrorSet;
    /// Its flavour.
    type Thread: Flavour;
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> DeferredType for Deferred<T, R, Thread> {
    type Value = T;
    type Errors = R;
    type Thread = Thread;
}

mod sealed {
    pub trait DeferredType {}
    impl<T: 'static, R: crate::ErrorSet, Thread: crate::Flavour> DeferredType for crate::Deferred<T, R, Thread> {}
}

impl<T: 'static, R: ErrorSet, Thread: Flavour> Resolver<T, R, Thread> {
    /// The resolver as one word, for the `void *user_data` of a C API; [`from_raw`](Resolver::from_raw) makes it a resolver again.
    ///
    /// The type of the Deferred is written on both sides, and is the same: nothing else tells the one side what the other gave. It is
    /// never inferred.
    ///
    /// ```
    /// use deferred::{Deferred, Resolver, testing::success_result_of};
    /// use std::ffi::c_void;
    ///
    /// type Answer = Deferred<u32, (Failed,)>;
    ///
    /// #[derive(Debug)]
    /// struct Failed;
    ///
    /// /// What the library calls when it is done.
    /// extern "C" fn done(user_data: *mut c_void, status: i32) {
    ///     // SAFETY: it is the word that `ask` gave, for the same type, and the library calls once.
    ///     let resolver = unsafe { Resolver::from_raw::<Answer>(user_data) };
    ///     resolver.resolve_with(u32::try_from(status).map_err(|_| Failed));
    /// }
    ///
    /// fn ask() -> Answer {
    ///     let (resolver, answer) = Answer::pending();
    ///     # fn library_begin(done: extern "C" fn(*mut c_void, i32), user_data: *mut c_void) { done(user_data, 42) }
    ///     library_begin(done, resolver.into_raw::<Answer>());
    ///     answer
    /// }
    /// # let answer = ask().catch(|_: Failed| 0);
    /// # assert_eq!(success_result_of(answer), 42);
    /// ```
    ///
    /// If it never comes back, the Deferred waits for ever, and nothing is reported.
    #[must_use = "what nobody makes a resolver again leaves its Deferred waiting for ever"]
    pub fn into_raw<D>(self) -> *mut c_void
    where
        D: DeferredType<Value = T, Errors = R, Thread = Thread>,
    {
        self.set_aside().into_raw().as_ptr().cast()
    }
}

impl Resolver<(), ()> {
    /// The resolver that [`into_raw`](Resolver::into_raw) made a word of, of the type that is written here.
    ///
    /// # Safety
    ///
    /// `raw` came out of `into_raw` with the same type `D`, and this is called with it once. A plain resolver comes back on its own
    /// thread; one that crosses threads may on any, where its value and errors are `Send`.
    pub unsafe fn from_raw<D: DeferredType>(raw: *mut c_void) -> Resolver<D::Value, D::Errors, D::Thread> {
        // SAFETY: a word of `into_raw` is not null; it is that of a sender which takes what a `D` comes to, since `D` is the
        // same, and is taken back once, all of which the caller has promised.
        unsafe { Resolver::again(CellSender::from_raw(NonNull::new_unchecked(raw.cast()))) }
    }
}
