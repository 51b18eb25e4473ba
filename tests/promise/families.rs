//! Families of sets: three errors, each of any of three types, in all orders, by all ways through a set.

use deferred::testing::success_result_of;
use deferred::{Deferred, Failure, OneOf, chain};
use proptest::prelude::*;
use std::fmt::Debug;

/// An error that a payload makes.
trait Sample: Debug + 'static {
    fn of(payload: u64) -> Self;
    fn payload(&self) -> u64;
}

macro_rules! samples {
    ($($name:ident)+) => {$(
        #[derive(Debug)]
        struct $name(u64);

        impl Sample for $name {
            fn of(payload: u64) -> Self {
                $name(payload)
            }

            fn payload(&self) -> u64 {
                self.0
            }
        }
    )+};
}
samples!(X Y Z);

/// Where an error stands in the declared set, and its payload.
type Came = (usize, u64);

/// A Deferred that fails with the member at `place`.
fn failing<A: Sample, B: Sample, C: Sample>((place, payload): Came) -> Deferred<(), (A, B, C)> {
    match place {
        0 => chain! { Deferred::<(), (A,)>::fail(A::of(payload)); raises at most A | B | C },
        1 => chain! { Deferred::<(), (B,)>::fail(B::of(payload)); raises at most A | B | C },
        _ => chain! { Deferred::<(), (C,)>::fail(C::of(payload)); raises at most A | B | C },
    }
}

/// Which handler took the failure, and what it was given.
macro_rules! caught {
    ($d:expr, $A:ident $B:ident $C:ident) => {
        success_result_of(chain! {
            $d;
            then |()| (usize::MAX, 0),
            catch |a: $A| (0, a.payload()),
            catch |b: $B| (1, b.payload()),
            catch |c: $C| (2, c.payload()),
        })
    };
}

/// All that can be done to a set of three, each with the place and the payload that come out.
fn ways<A: Sample, B: Sample, C: Sample>() -> Vec<(&'static str, fn(Came) -> Came)> {
    macro_rules! orders {
        ($($x:ident $y:ident $z:ident),+) => {
            vec![$(
                (concat!("raises ", stringify!($x $y $z)), |came| {
                    let d: Deferred<(), ($x, $y, $z)> = chain! { failing::<A, B, C>(came); raises $x | $y | $z };
                    caught!(d, A B C)
                }),
                (concat!(".raises ", stringify!($x $y $z)), |came| {
                    let d = failing::<A, B, C>(came).raises::<($x, $y, $z), _>();
                    caught!(d, A B C)
                }),
                (concat!("given ", stringify!($x $y $z)), |came| {
                    let d: Deferred<(), ($x, $y, $z)> = Deferred::succeed(());
                    let d = chain! { d; then move |()| failing::<A, B, C>(came) };
                    caught!(d, A B C)
                }),
                (concat!("given late ", stringify!($x $y $z)), |came| {
                    let (resolver, late) = Deferred::<(), (A, B, C)>::pending();
                    let d: Deferred<(), ($x, $y, $z)> = Deferred::succeed(());
                    let d = chain! { d; then |()| late };
                    failing::<A, B, C>(came).chain_into(resolver);
                    caught!(d, A B C)
                }),
                (concat!("widened ", stringify!($x $y $z)), |came| {
                    let failure = failure(failing::<A, B, C>(came)).widen::<($x, $y, $z), _>();
                    caught!(Deferred::<(), _>::settled(Err(failure)), A B C)
                }),
                (concat!("one of ", stringify!($x $y $z)), |came| {
                    let one: OneOf<($x, $y, $z)> = failure(failing::<A, B, C>(came)).into_error().widen();
                    let d: Deferred<(), ($x, $y, $z)> = Deferred::succeed(());
                    let d = chain! { d; then |()| Err(one) };
                    caught!(d, A B C)
                }),
                (concat!("listed ", stringify!($x $y), " without ", stringify!($z)), |came| {
                    success_result_of(chain! {
                        failing::<A, B, C>(came);
                        then |()| (usize::MAX, 0),
                        catch $x | $y => |e| Err(e),
                        catch |a: A| (0, a.payload()),
                        catch |b: B| (1, b.payload()),
                        catch |c: C| (2, c.payload()),
                    })
                }),
                (concat!("split ", stringify!($x $y), " from ", stringify!($z)), |came| {
                    let d = match failure(failing::<A, B, C>(came)).trap_any::<($x, $y), _>() {
                        Ok(failure) => Deferred::<(), ($x, $y)>::settled(Err(failure)).raises_at_most(),
                        Err(rest) => Deferred::<(), ($z,)>::settled(Err(rest)).raises_at_most(),
                    };
                    let d: Deferred<(), ($x, $y, $z)> = d;
                    caught!(d, A B C)
                }),
                (concat!("trapped ", stringify!($x), ", then ", stringify!($y), ", then ", stringify!($z)), |came| {
                    let place = |name| ["A", "B", "C"].iter().position(|other| *other == name).expect("one of three");
                    match failure(failing::<A, B, C>(came)).trap::<$x, _>() {
                        Ok(x) => (place(stringify!($x)), x.payload()),
                        Err(rest) => match rest.into_error().trap::<$y, _>() {
                            Ok(y) => (place(stringify!($y)), y.payload()),
                            Err(rest) => (place(stringify!($z)), rest.only().payload()),
                        },
                    }
                }),
            )+]
        };
    }
    orders!(A B C, A C B, B A C, B C A, C A B, C B A)
}

fn failure<R: deferred::ErrorSet>(d: Deferred<(), R>) -> Failure<R> {
    d.try_outcome().expect("it is ready").expect_err("it failed")
}

/// The ways of each family: three parameters, of which any may be of the same type.
fn families() -> Vec<Vec<(&'static str, fn(Came) -> Came)>> {
    macro_rules! family {
        ($($a:ident $b:ident $c:ident),+) => {
            vec![$(ways::<$a, $b, $c>()),+]
        };
    }
    family!(
        X X X, X X Y, X Y X, Y X X, X Y Z
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_arrives_is_what_was_raised_by_place_and_by_value(place in 0..3_usize, payload in any::<u64>()) {
        for (number, ways) in families().into_iter().enumerate() {
            prop_assert_eq!(ways.len(), 54);
            for (name, way) in ways {
                prop_assert_eq!(way((place, payload)), (place, payload), "family {}, {}", number, name);
            }
        }
    }
}
