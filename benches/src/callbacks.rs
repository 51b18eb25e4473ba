//! The callbacks of every contender's stages, and how often one of them is run.

use std::hint::black_box;

/// The error of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bad(pub i64);

/// The outcome of a chain.
pub type Outcome = Result<i64, Bad>;

/// The value of a chain's source.
pub(crate) const VALUE: i64 = 1;

/// The error of a chain's source.
pub(crate) const BAD: Bad = Bad(3);

/// The callback of the `k`th `then`.
#[inline(always)]
pub(crate) fn step(x: i64, k: i64) -> Outcome {
    let x = black_box(x);
    if x == -k - 1 { Err(Bad(k)) } else { Ok(x + k) }
}

/// The callback of the `catch`.
#[inline(always)]
pub(crate) fn rescue(bad: Bad) -> Outcome {
    let x = black_box(bad.0);
    if x == -77 { Err(bad) } else { Ok(x) }
}

/// The callback of the `finally`.
#[inline(always)]
pub(crate) fn close() {
    black_box(());
}

/// Runs `once` so many times.
#[inline(always)]
pub(crate) fn repeat(times: u32, once: impl Fn() -> Outcome) -> Outcome {
    let mut last = Ok(0);
    for _ in 0..times {
        last = black_box(once());
    }
    last
}

/// The one that fires next, for stages that capture nothing: each contender's resolver is of another type.
macro_rules! inbox {
    ($resolver:ty) => {
        mod inbox {
            use super::*;

            std::thread_local! {
                static NEXT: std::cell::Cell<Option<$resolver>> = const { std::cell::Cell::new(None) };
            }

            pub(super) fn put(resolver: $resolver) {
                NEXT.set(Some(resolver));
            }

            pub(super) fn take() -> Option<$resolver> {
                NEXT.take()
            }
        }
    };
}
pub(crate) use inbox;
