//! The macro that claims that a type may be sent, and the claims of types from the layers below.

use super::Wrap;
use crate::error::history::Cause;
use crate::error::set::{ErrorSet, IsCancelled};
use crate::error::site::Site;
use core::time::Duration;

/// Claims [`SendIf`](crate::flavour::SendIf) for a type.
///
/// - `[..]`: the generics, each followed by a comma; `Thread` is added to them.
/// - `carries [..]`: the types that the flavour has to carry.
/// - `inner [..]`: type parameters for which `SendIf` was claimed already.
/// - `given [..]`: further bounds that the constructor of the type asks for, so that they hold where a value
///   exists; the comment at the claim says where.
/// - `bounds [..]`: the bounds of the type itself.
///
/// The claim is safe because the compiler derives it: where `Thread` is [`AnyThread`](crate::flavour::AnyThread), all
/// of `carries`, `inner` and `given` is `Send`, and a function that compiles in tests needs the type to be `Send`
/// under just that. For [`ThisThread`](crate::flavour::ThisThread) nothing is claimed.
macro_rules! send_if {
    (
        [$($generic:tt)*] $type:ty
        $(; carries [$($carried:ty),*])?
        $(; inner [$($inner:ty),*])?
        $(; given [$($given:tt)*])?
        $(; bounds [$($bound:tt)*])?
    ) => {
        // SAFETY: `check` below has the compiler derive the claim for `AnyThread`; for other flavours the trait
        // promises nothing.
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
            #[allow(clippy::multiple_bound_locations, reason = "the generics are the type's, the bounds the claim's")]
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

/// Claims `Send` or `Sync` for a public type of a flavour, where its types are and the flavour crosses threads: so the compiler says of one that stays
/// on its thread that it does, and nothing of what it is made of.
///
/// The claim is safe because the compiler derives it: `check` has it derive the same for what the type holds.
macro_rules! crosses {
    ($auto:ident [$($generic:tt)*] $type:ty; holds [$($held:ty),*]) => {
        // SAFETY: `check` below has the compiler derive the claim for `AnyThread`, the only flavour that crosses threads.
        #[allow(unsafe_code)]
        unsafe impl<$($generic)* Thread: $crate::flavour::CrossesThreads> $auto for $type {}

        #[cfg(test)]
        const _: () = {
            type Thread = $crate::flavour::AnyThread;

            fn derived<X: $auto>() {}

            #[allow(dead_code, reason = "it need only compile")]
            fn check<$($generic)*>() {
                $(derived::<$held>();)*
            }
        };
    };
}
pub(crate) use crosses;

send_if!([F: 'static,] Wrap<F>; carries [F]);
send_if!([C,] Option<C>; inner [C]);
send_if!([A, B,] (A, B); inner [A, B]);
send_if!([]());
send_if!([] usize);
send_if!([] Duration);
// `Site` is of the layer below, which knows no flavours.
send_if!([] Site);
send_if!([] Cause);
send_if!([R: ErrorSet,] IsCancelled<R>);

/// What failures and errors of a set consist of, derived by the compiler.
#[cfg(test)]
mod sets {
    use crate::error::repr::FailureRepr;
    use crate::error::set::{ErrorSet, Value, for_each_arity};

    fn is_send<X: Send>() {}
    fn is_sync<X: Sync>() {}

    macro_rules! derived {
        ($($x:ident)+) => {
            const _: () = {
                #[allow(dead_code, reason = "it need only compile")]
                fn sent<$($x: Send + 'static),+>() {
                    is_send::<<($($x,)+) as ErrorSet>::Repr>();
                    is_send::<<<($($x,)+) as ErrorSet>::Repr as FailureRepr>::Happens>();
                    is_send::<Value<($($x,)+)>>();
                }

                #[allow(dead_code, reason = "it need only compile")]
                fn shared<$($x: Sync + 'static),+>() {
                    is_sync::<<($($x,)+) as ErrorSet>::Repr>();
                    is_sync::<<<($($x,)+) as ErrorSet>::Repr as FailureRepr>::Happens>();
                    is_sync::<Value<($($x,)+)>>();
                }
            };
        };
    }
    for_each_arity!(derived);
}
