//! The stages of the model: which half of a link runs, and its result.

use super::outcomes::*;
use super::{CannotTell, Given, Link, Model, Resume, State, Told};
use crate::program::{Callback, Out, Reply, Seen, Stage};

/// The kind of a line behind the stage.
pub(super) fn kind_behind(stage: Stage, from: u8, target: u8) -> Told<u8> {
    use Stage::*;
    Ok(match (stage, from) {
        (Map | Then | ThenResult | Inspect | Finally | FinallyDeferred | FinallyWith, kind) => kind,
        (Both, _) => match target {
            0 | 5 => 0,
            3 | 6 => 3,
            _ => 4,
        },
        (ThenElse, _) => 1,
        (Catch, 1) | (CatchAll, 1..) | (OrElse, 1) => 0,
        (OrElse, 4) | (Widen, 0) => 1,
        (Widen, 1) => 4,
        (Catch | CatchAll | OrElse | Widen, kind) => kind,
        _ => return Err(CannotTell),
    })
}

/// Whether the kind has such a stage; if not, nothing is attached.
pub(super) fn can_have(stage: Stage, kind: u8) -> bool {
    match stage {
        Stage::Catch => matches!(kind, 1..=4),
        Stage::CatchAll | Stage::OrElse => kind != 0,
        Stage::Widen => kind < 2,
        _ => true,
    }
}

/// The failure of a `finally` replaces a value, and is suppressed by a failure.
pub(super) fn ended(end: Outcome, resume: Resume) -> Outcome {
    match resume {
        Resume::Plain => end,
        Resume::Behind(Ok(value)) => end.map(|_| value),
        Resume::Behind(failure) => failure,
    }
}

impl Model {
    /// A link that will never run.
    pub(super) fn let_go(&mut self, link: &Link) -> Told {
        match link.stage {
            Stage::Finally => self.begin(&link.first, Seen::Nothing),
            Stage::FinallyDeferred => {
                self.begin(&link.first, Seen::Nothing)?;
                self.reply(&link.first, link.from).map(drop)
            }
            Stage::FinallyWith => {
                self.begin(&link.first, Seen::Nothing)?;
                self.outcome(&link.first, link.from).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// The value of a callback that returns one.
    fn value(&self, callback: &Callback, kind: u8) -> Told<u32> {
        match &callback.reply {
            Reply::Panic => Err(CannotTell),
            Reply::Out(out) => {
                plain(out)?;
                let label = if let Out::Value(token) = out { token.label } else { callback.label };
                Ok(value(kind, label))
            }
            _ => Ok(value(kind, callback.label)),
        }
    }

    /// The outcome of a callback that may fail.
    fn outcome(&self, callback: &Callback, kind: u8) -> Told<Outcome> {
        match &callback.reply {
            Reply::Out(out @ Out::Error(..)) if !set(kind).is_empty() => {
                plain(out)?;
                Ok(outcome_of(kind, out))
            }
            _ => self.value(callback, kind).map(Ok),
        }
    }

    /// The reply of a callback that returns a Deferred.
    fn reply(&mut self, callback: &Callback, kind: u8) -> Told<Given> {
        match callback.reply {
            Reply::Given(at) => match self.d[at as usize] {
                Some((line, other)) if kind == other => {
                    self.d[at as usize] = None;
                    Ok(Given::Line(line))
                }
                _ => self.pending(at, kind),
            },
            Reply::Pending(at) => self.pending(at, kind),
            _ => self.outcome(callback, kind).map(Given::Now),
        }
    }

    fn pending(&mut self, at: u8, kind: u8) -> Told<Given> {
        let line = self.line(State::Unfired);
        self.put_r(at, line, kind)?;
        Ok(Given::Line(line))
    }

    /// Runs the half of a link that the outcome is for.
    pub(super) fn step(&mut self, link: &Link, outcome: Outcome) -> Told<(Given, Resume)> {
        use Stage::*;
        let Link { stage, from, to, first, second } = link;
        let passes = |outcome| Ok((Given::Now(outcome), Resume::Plain));
        match (stage, outcome) {
            (Map, Ok(_)) => {
                self.begin(first, see(outcome))?;
                passes(Ok(self.value(first, *to)?))
            }
            (Then, Ok(_)) | (Both, _) => {
                self.begin(first, see(outcome))?;
                Ok((self.reply(first, *to)?, Resume::Plain))
            }
            (ThenResult, Ok(_)) => {
                self.begin(first, see(outcome))?;
                passes(self.outcome(first, *to)?)
            }
            (ThenElse, _) => {
                let callback = if outcome.is_ok() { first } else { second };
                self.begin(callback, see(outcome))?;
                Ok((self.reply(callback, 1)?, Resume::Plain))
            }
            (Inspect, Ok(_)) => {
                self.begin(first, see(outcome))?;
                self.value(first, *to)?;
                passes(outcome)
            }
            (Finally, _) => {
                self.begin(first, Seen::Nothing)?;
                self.value(first, *to)?;
                passes(outcome)
            }
            (FinallyDeferred, _) => {
                self.begin(first, Seen::Nothing)?;
                Ok((self.reply(first, *to)?, Resume::Behind(outcome)))
            }
            (FinallyWith, _) => {
                self.begin(first, see(outcome))?;
                // Of no value there is a label.
                let end = self.outcome(first, *to)?;
                Ok((Given::Now(end), Resume::Behind(outcome)))
            }
            (Catch, Err(error)) => {
                let (is_caught, seen) = match (*from, error) {
                    (1, _) => (true, Seen::Cancelled),
                    (2, Error::E(_)) => (true, see(outcome)),
                    (3, Error::Abandoned) => (true, Seen::Abandoned),
                    (4, Error::E(_) | Error::F(_)) => (true, Seen::Nothing),
                    _ => (false, Seen::Nothing),
                };
                if !is_caught {
                    return passes(outcome);
                }
                self.begin(first, seen)?;
                // That of the full set may be cancelled, the others give a value.
                passes(if *from == 4 { self.outcome(first, 1)? } else { Ok(self.value(first, *to)?) })
            }
            (CatchAll, _) => {
                let caught = match outcome {
                    Ok(_) => outcome,
                    Err(_) => {
                        self.begin(first, see(outcome))?;
                        Ok(self.value(first, *from)?)
                    }
                };
                // Values of other types are made one of this afterwards.
                passes(if matches!(from, 0 | 1 | 4) { caught } else { Ok(first.label) })
            }
            (OrElse, Err(_)) => {
                self.begin(first, see(outcome))?;
                Ok((self.reply(first, *to)?, Resume::Plain))
            }
            _ => passes(outcome),
        }
    }
}
