//! The kinds of Deferred in a program, as types and as one enum of all.

use super::super::flavour::{Deferred, Resolver, begun, cancellable, cancellable_with, pending};
use super::callback::Armed;
use super::token::{Big, E, F, S, V, Value, W};
use crate::program::{Canceller, Seen, Token};
use deferred::{Abandoned, Cancelled, ErrorSet, Failure, Outcome, TimedOut};
use std::time::Duration;

/// Every error that there is.
pub type Full = (E, F, Cancelled, Abandoned, TimedOut);

/// A set of errors, which makes its failures and checks them.
pub trait Set: ErrorSet {
    /// The error of this number, modulo their number; `None` where there is none.
    fn failure(which: u8, token: &Token) -> Option<Failure<Self>>;

    /// Checks that the failure is of the set, and returns its error.
    fn check(failure: &Failure<Self>) -> Seen;
}

fn check_all<R: ErrorSet>(failure: &Failure<R>, members: &[bool]) -> Seen {
    if members.iter().filter(|is| **is).count() != 1 {
        super::world().fault("a failure is not of exactly one error of its set".into());
    }
    if let Some(error) = failure.check::<E>() {
        return Seen::Error(error.check());
    }
    if let Some(error) = failure.check::<F>() {
        return Seen::Error(error.check());
    }
    if failure.is::<Cancelled>() {
        return Seen::Cancelled;
    }
    if failure.is::<Abandoned>() { Seen::Abandoned } else { Seen::TimedOut }
}

impl Set for () {
    fn failure(_: u8, _: &Token) -> Option<Failure<()>> {
        None
    }

    fn check(_: &Failure<()>) -> Seen {
        super::world().fault("what cannot fail has failed".into());
        Seen::Nothing
    }
}

macro_rules! set {
    ($(($($error:ident),+))+) => {$(
        impl Set for ($($error,)+) {
            fn failure(which: u8, token: &Token) -> Option<Failure<Self>> {
                let makers: &[fn(&Token) -> Failure<Self>] = &[$(|token| make!($error, token)),+];
                Some(makers[which as usize % makers.len()](token))
            }

            fn check(failure: &Failure<Self>) -> Seen {
                check_all(failure, &[$(failure.is::<$error>()),+])
            }
        }
    )+};
}

macro_rules! make {
    (E, $token:ident) => {
        Failure::new(E::make($token))
    };
    (F, $token:ident) => {
        Failure::new(F::make($token))
    };
    (TimedOut, $token:ident) => {{
        let _ = $token;
        Failure::new(TimedOut { after: Duration::ZERO })
    }};
    ($error:ident, $token:ident) => {{
        let _ = $token;
        Failure::new($error)
    }};
}

set! { (Cancelled) (E, Cancelled) (F, Abandoned) (E, F, Cancelled, Abandoned, TimedOut) (E) }

/// Checks an outcome, and returns it as data.
pub fn see<T: Value, R: Set>(outcome: &Outcome<T, R>) -> Seen {
    match outcome {
        Ok(value) => Seen::Value(value.check()),
        Err(failure) => R::check(failure),
    }
}

/// A kind of Deferred.
pub trait Kind: Sized + 'static {
    type T: Value;
    type R: Set;
    fn pair() -> (Resolver<Self::T, Self::R>, Deferred<Self::T, Self::R>);
    /// A pair with this canceller, if the kind can have one.
    fn with_canceller(
        canceller: &Canceller,
        tie: u32,
    ) -> (Resolver<Self::T, Self::R>, Deferred<Self::T, Self::R>);
    fn wrap(d: Deferred<Self::T, Self::R>) -> D;
    fn unwrap(d: D) -> Result<Deferred<Self::T, Self::R>, D>;
    fn wrap_resolver(r: Resolver<Self::T, Self::R>) -> AnyResolver;
    fn unwrap_resolver(r: AnyResolver) -> Result<Resolver<Self::T, Self::R>, AnyResolver>;
}

macro_rules! kinds {
    ($($kind:ident: $t:ty, $r:ty, $can:ident;)+) => {
        /// A Deferred of any kind.
        pub enum D { $($kind(Deferred<$t, $r>)),+ }

        /// A resolver of any kind.
        pub enum AnyResolver { $($kind(Resolver<$t, $r>)),+ }

        $(
            pub struct $kind;

            impl Kind for $kind {
                type T = $t;
                type R = $r;

                fn pair() -> (Resolver<$t, $r>, Deferred<$t, $r>) {
                    pending()
                }

                fn with_canceller(canceller: &Canceller, tie: u32) -> (Resolver<$t, $r>, Deferred<$t, $r>) {
                    with_canceller!($can, canceller, tie, $t, $r)
                }

                fn wrap(d: Deferred<$t, $r>) -> D {
                    D::$kind(d)
                }

                fn unwrap(d: D) -> Result<Deferred<$t, $r>, D> {
                    match d {
                        D::$kind(d) => Ok(d),
                        other => Err(other),
                    }
                }

                fn wrap_resolver(r: Resolver<$t, $r>) -> AnyResolver {
                    AnyResolver::$kind(r)
                }

                fn unwrap_resolver(r: AnyResolver) -> Result<Resolver<$t, $r>, AnyResolver> {
                    match r {
                        AnyResolver::$kind(r) => Ok(r),
                        other => Err(other),
                    }
                }
            }
        )+
    };
}

macro_rules! with_canceller {
    (never, $canceller:ident, $tie:ident, $t:ty, $r:ty) => {{
        let _ = ($canceller, $tie);
        pending()
    }};
    (cancellable, $canceller:ident, $tie:ident, $t:ty, $r:ty) => {
        match $canceller {
            Canceller::None => pending(),
            Canceller::Calls(callback) => {
                let armed = Armed::once(callback, $tie);
                cancellable(move || {
                    armed.begin(Seen::Nothing);
                    armed.unit();
                })
            }
            Canceller::Begun(callback) => {
                let armed = Armed::once(callback, $tie);
                let mut resolver = None;
                let d = begun(|begun_with| {
                    resolver = Some(begun_with);
                    move || {
                        armed.begin(Seen::Nothing);
                        armed.unit();
                    }
                });
                match resolver {
                    Some(resolver) => (resolver, d),
                    None => pending(),
                }
            }
            Canceller::Answers(callback) => {
                let armed = Armed::once(callback, $tie);
                cancellable_with!(move || {
                    armed.begin(Seen::Nothing);
                    armed.result::<$t, $r>()
                })
            }
        }
    };
}

kinds! {
    K0: V, (), never;
    K1: V, (Cancelled,), cancellable;
    K2: W, (E, Cancelled), cancellable;
    K3: S, (F, Abandoned), never;
    K4: V, Full, cancellable;
    K5: (), (Cancelled,), cancellable;
    K6: Big, (E,), never;
}

/// Does the same with a Deferred of any kind; `$kind` is its kind.
macro_rules! with_d {
    ($d:expr, $kind:ident, $name:ident => $body:expr) => {
        match $d {
            D::K0($name) => {
                type $kind = K0;
                $body
            }
            D::K1($name) => {
                type $kind = K1;
                $body
            }
            D::K2($name) => {
                type $kind = K2;
                $body
            }
            D::K3($name) => {
                type $kind = K3;
                $body
            }
            D::K4($name) => {
                type $kind = K4;
                $body
            }
            D::K5($name) => {
                type $kind = K5;
                $body
            }
            D::K6($name) => {
                type $kind = K6;
                $body
            }
        }
    };
}

/// Does the same with a Deferred that can be cancelled, and something else with another.
macro_rules! with_cancellable {
    ($d:expr, $kind:ident, $name:ident => $body:expr, $other:ident => $else:expr) => {
        match $d {
            D::K1($name) => {
                type $kind = K1;
                $body
            }
            D::K2($name) => {
                type $kind = K2;
                $body
            }
            D::K4($name) => {
                type $kind = K4;
                $body
            }
            D::K5($name) => {
                type $kind = K5;
                $body
            }
            $other => $else,
        }
    };
}

/// Does the same for the kind of this number.
macro_rules! with_kind {
    ($number:expr, $kind:ident => $body:expr) => {
        match $number {
            0 => {
                type $kind = K0;
                $body
            }
            1 => {
                type $kind = K1;
                $body
            }
            2 => {
                type $kind = K2;
                $body
            }
            3 => {
                type $kind = K3;
                $body
            }
            4 => {
                type $kind = K4;
                $body
            }
            5 => {
                type $kind = K5;
                $body
            }
            _ => {
                type $kind = K6;
                $body
            }
        }
    };
}

/// Does the same for one of a few kinds: what goes from any kind to any other is compiled often enough.
macro_rules! with_target {
    ($number:expr, $kind:ident => $body:expr) => {
        match $number {
            0 | 5 => {
                type $kind = K0;
                $body
            }
            3 | 6 => {
                type $kind = K3;
                $body
            }
            _ => {
                type $kind = K4;
                $body
            }
        }
    };
}

/// Does the same with a resolver of any kind.
macro_rules! with_r {
    ($r:expr, $kind:ident, $name:ident => $body:expr) => {
        match $r {
            AnyResolver::K0($name) => {
                type $kind = K0;
                $body
            }
            AnyResolver::K1($name) => {
                type $kind = K1;
                $body
            }
            AnyResolver::K2($name) => {
                type $kind = K2;
                $body
            }
            AnyResolver::K3($name) => {
                type $kind = K3;
                $body
            }
            AnyResolver::K4($name) => {
                type $kind = K4;
                $body
            }
            AnyResolver::K5($name) => {
                type $kind = K5;
                $body
            }
            AnyResolver::K6($name) => {
                type $kind = K6;
                $body
            }
        }
    };
}

pub(crate) use {with_cancellable, with_d, with_kind, with_r, with_target};
