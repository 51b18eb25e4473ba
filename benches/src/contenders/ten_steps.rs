//! The ten stages of a chain as plain code.

use crate::callbacks::{Outcome, close, rescue, step};

/// The hand-written steps once the outcome of the source is there.
#[inline(always)]
pub(super) fn ten_steps(outcome: Outcome) -> Outcome {
    let outcome = match steps(outcome) {
        Ok(x) => Ok(x),
        Err(bad) => rescue(bad),
    };
    close();
    outcome
}

#[inline(always)]
fn steps(outcome: Outcome) -> Outcome {
    let x = outcome?;
    let x = step(x, 0)?;
    let x = step(x, 1)?;
    let x = step(x, 2)?;
    let x = step(x, 3)?;
    let x = step(x, 4)?;
    let x = step(x, 5)?;
    let x = step(x, 6)?;
    step(x, 7)
}
