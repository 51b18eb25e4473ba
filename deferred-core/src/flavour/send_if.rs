//! Which internal types may be sent to another thread, given the user's types inside them.
//!
//! In code that is generic over the flavour the compiler cannot derive that a structure which holds an `F` is `Send`
//! where `F` is: `Thread: Carries<F>` says `F: Send` for [`AnyThread`] only. So [`SendIf`] is claimed for each such structure,
//! next to its type, by [`send_if!`](send_if), which also has the compiler derive the same where the flavour is known.

#![allow(unsafe_code)]

use crate::error::history::Cause;
use crate::error::set::{ErrorSet, IsCancelled};
use crate::error::site::Site;
use crate::flavour::{AnyThread, Carries, Flavour};
use alloc::boxed::Box;
use core::marker::PhantomData;
use core::time::Duration;

/// `Self` is `Send`, if `Thread` crosses threads.
///
/// # Safety
///
/// If `Thread` is [`AnyThread`], `Self` is `Send`.
#[doc(hidden)]
pub unsafe trait SendIf<Thread: Flavour>: 'static {}

/// Claims [`SendIf`] for a type.
///
/// - `[..]`: the generics, each followed by a comma; `Thread` is added to them.
/// - `carries [..]`: what the flavour has to carry.
/// - `inner [..]`: parameters for which `SendIf` was claimed already.
/// - `given [..]`: what else is `Send` where one of these exists, which its constructor asks for; the comment at the
///   claim says where.
/// - `bounds [..]`: what the type itself asks for.
///
/// The claim is safe because the compiler derives it: where `Thread` is [`AnyThread`], all of `carries`, `inner` and
/// `given` is `Send`, and a function that compiles in tests needs the type to be `Send` under just that. For
/// [`ThisThread`](crate::flavour::ThisThread) nothing is claimed.
macro_rules! send_if {
    (
        [$($generic:tt)*] $type:ty
        $(; carries [$($carried:ty),*])?
        $(; inner [$($inner:ty),*])?
        $(; given [$($given:tt)*])?
        $(; bounds [$($bound:tt)*])?
    ) => {
        // SAFETY: `check` below derives it for `AnyThread`; of other flavours nothing is claimed.
        #[allow(unsafe_code)]
        unsafe impl<$($generic)* Thread> $crate::flavour::SendIf<Thread> for $type
        where
            Thread: $crate::flavour::Flavour $($(+ $crate::flavour::Carries<$carried>)*)?,
            $($($inner: $crate::flavour::SendIf<Thread>,)*)?
            $($($bound)*)?
        {
        }

        #[cfg(test)]
        const _: () = {
            #[allow(dead_code)]
            type Thread = $crate::flavour::AnyThread;

            fn is_send<X: Send>() {}

            #[allow(dead_code, reason = "it need only compile")]
            fn check<$($generic)*>()
            where
                $($($carried: Send,)*)?
                $($($inner: Send,)*)?
                $($($given)*,)?
                $($($bound)*)?
            {
                is_send::<$type>();
            }
        };
    };
}
pub(crate) use send_if;

/// One thing, of a user's type.
#[derive(Clone)]
pub(crate) struct Wrap<F>(pub(crate) F);

impl<F> Wrap<F> {
    #[inline(always)]
    pub(crate) fn run<I, O>(self, input: I) -> O
    where
        F: FnOnce(I) -> O,
    {
        (self.0)(input)
    }
}

send_if!([F: 'static,] Wrap<F>; carries [F]);
send_if!([C,] Option<C>; inner [C]);
send_if!([A, B,] (A, B); inner [A, B]);
send_if!([]());
send_if!([] usize);
send_if!([] Duration);
// Of the layer below, which knows no flavours.
send_if!([] Site);
send_if!([] Cause);
send_if!([R: ErrorSet,] IsCancelled<R>);

/// What is captured stands beside the step, where its type can be asked whether the flavour carries it.
pub(crate) const fn captures_nothing<K>() {
    assert!(size_of::<K>() == 0, "a step that captures something by itself");
}

/// Something of a user's type that `Thread` carries, as was said where it was made: a chain asks it once of each callback.
#[doc(hidden)]
pub struct CheckedSend<F, Thread> {
    it: F,
    by: PhantomData<fn() -> Thread>,
}

impl<F, Thread> CheckedSend<F, Thread> {
    #[inline]
    pub(crate) fn new(it: F) -> Self
    where
        Thread: Carries<F>,
    {
        CheckedSend { it, by: PhantomData }
    }

    /// Something that is made of what is captured, in which its type goes.
    pub(crate) fn made_of<X: SendIf<Thread>>(it: X, make: fn(X) -> F) -> Self
    where
        Thread: Flavour,
    {
        CheckedSend { it: make(it), by: PhantomData }
    }

    #[inline]
    pub(crate) fn into_inner(self) -> F {
        self.it
    }

    #[inline]
    pub(crate) fn as_mut(&mut self) -> &mut F {
        &mut self.it
    }
}

impl<A, B, Thread> CheckedSend<Box<dyn FnMut(A, B)>, Thread> {
    pub(crate) fn boxed<F: FnMut(A, B) + 'static>(f: F) -> Self
    where
        Thread: Carries<F>,
    {
        CheckedSend { it: Box::new(f), by: PhantomData }
    }
}

// SAFETY: it is made of what `AnyThread` carries, and that is `Send`.
unsafe impl<F> Send for CheckedSend<F, AnyThread> {}
