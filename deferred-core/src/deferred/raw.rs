//! Turns a resolver into one word, for the `void *` of a C API, and back.

#![allow(unsafe_code)]

use crate::deferred::Deferred;
use crate::deferred::resolver::Resolver;
use crate::error::set::ErrorSet;
use crate::flavour::{CellSender, Flavour};
use core::ffi::c_void;
use core::ptr::NonNull;

/// A type of Deferred, such as `Deferred<Page, (Timeout,)>`, written where its resolver goes through a pointer:
/// [`Resolver::into_raw`].
///
/// ```
/// use deferred::{Deferred, DeferredType, Resolver};
/// use std::ffi::c_void;
///
/// /// The callback of a C library that sets a value.
/// unsafe extern "C" fn done<D: DeferredType<Value = u32>>(user_data: *mut c_void, value: u32) {
///     // SAFETY: the library is given a word of `into_raw` with this `D`, and calls once.
///     unsafe { Resolver::from_raw::<D>(user_data) }.succeed(value);
/// }
///
/// let (resolver, answer) = Deferred::<u32>::pending();
/// let user_data = resolver.into_raw::<Deferred<u32>>();
/// // SAFETY: the word came out of `into_raw`, and this is the one call.
/// unsafe { done::<Deferred<u32>>(user_data, 42) };
/// assert!(answer.is_ready());
/// ```
///
/// Twisted has no counterpart.
pub trait DeferredType: sealed::DeferredType {
    /// The type of the Deferred's value.
    type Value: 'static;
    /// The Deferred's set of errors.
    type Errors: ErrorSet;
    /// The Deferred's flavour.
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
    /// Turns the resolver into one word, for the `void *user_data` of a C API; [`from_raw`](Resolver::from_raw)
    /// makes it a resolver again.
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
    /// If the word never comes back, the Deferred waits for ever, and nothing is reported.
    #[must_use = "what nobody makes a resolver again leaves its Deferred waiting for ever"]
    pub fn into_raw<D>(self) -> *mut c_void
    where
        D: DeferredType<Value = T, Errors = R, Thread = Thread>,
    {
        self.set_aside().into_raw().as_ptr().cast()
    }
}

impl Resolver<(), ()> {
    /// Restores the resolver that [`into_raw`](Resolver::into_raw) turned into a word; the type is written here
    /// again.
    ///
    /// # Safety
    ///
    /// `raw` came out of `into_raw` with the same type `D`, and this is called with it once. A plain resolver comes back on its own
    /// thread; one that crosses threads may on any, where its value and errors are `Send`.
    pub unsafe fn from_raw<D: DeferredType>(raw: *mut c_void) -> Resolver<D::Value, D::Errors, D::Thread> {
        // SAFETY: a word of `into_raw` is not null. It is that of a sender of the outcome of a `D`, since `D` is
        // the same type, and is taken back once; the caller has promised both.
        unsafe { Resolver::again(CellSender::from_raw(NonNull::new_unchecked(raw.cast()))) }
    }
}
