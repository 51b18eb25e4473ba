//! The report of the compile times, as a table and as JSON.

use crate::compiler::{Compiled, Mode};
use crate::programs::Style;
use crate::{ERRORS, FEW_ERRORS, LIMIT, STAGES};
use deferred::Deferred;
use serde::{Serialize, Serializer};
use std::fmt;
use std::time::Duration;

/// A stage in a chain of 128 may take so many times as long as one in a chain of 16.
const MOST_GROWTH: f64 = 1.5;
/// To check a chain of 64 stages may take so many times as long as the `async fn`.
const MOST_BESIDE_ASYNC: f64 = 3.0;
const SHORT: usize = 16;
const MIDDLE: usize = 64;
const LONG: usize = 128;

/// A program that takes longer is compiled once.
const WORTH_ANOTHER_ROUND: f64 = 4.0;

/// One program, and what was measured of it.
#[derive(Debug, Serialize)]
pub struct Program {
    #[serde(serialize_with = "mode_name")]
    pub mode: Mode,
    #[serde(serialize_with = "style_name")]
    pub style: Style,
    pub stages: usize,
    pub errors: usize,
    /// The shortest processor time; `None` where it took too long.
    pub seconds: Option<f64>,
    pub needs_limit: bool,
    /// The size of the built program, without symbols.
    pub bytes: Option<u64>,
}

fn mode_name<S: Serializer>(mode: &Mode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(mode.name())
}

fn style_name<S: Serializer>(style: &Style, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(style.name())
}

impl Program {
    pub fn new(mode: Mode, style: Style, stages: usize, errors: usize) -> Self {
        Program { mode, style, stages, errors, seconds: None, needs_limit: false, bytes: None }
    }

    pub fn note(&mut self, compiled: Compiled) {
        if let Compiled::In(took) = compiled {
            let took = took.as_secs_f64();
            self.seconds = Some(self.seconds.map_or(took, |before| before.min(took)));
        }
    }

    pub fn is_worth_another_round(&self) -> bool {
        self.seconds.is_some_and(|seconds| seconds < WORTH_ANOTHER_ROUND)
    }

    /// A shorter one of the kind took too long.
    pub fn says_enough_of(&self, longer: &Program) -> bool {
        let same = (self.mode, self.style, self.errors) == (longer.mode, longer.style, longer.errors);
        same && self.stages < longer.stages && self.seconds.is_none()
    }
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Program { stages, errors, .. } = self;
        write!(f, "{} of {stages} stages, {errors} errors, as {}", self.mode.name(), self.style.name())
    }
}

/// All of it.
#[derive(Debug, Serialize)]
pub struct Report {
    pub empty_check: f64,
    pub empty_release: f64,
    pub programs: Vec<Program>,
    /// By how many errors it may come to.
    pub size_of_deferred: [(usize, usize); 4],
}

#[allow(dead_code, reason = "only their size is of interest")]
#[derive(Debug)]
struct Error<const N: usize>(i64);

macro_rules! size_with_errors {
    ($($n:literal)*) => { size_of::<Deferred<i64, ($(Error<$n>,)*)>>() };
}

impl Report {
    pub fn new() -> Self {
        let size_of_deferred = [
            (0, size_with_errors!()),
            (1, size_with_errors!(0)),
            (4, size_with_errors!(0 1 2 3)),
            (16, size_with_errors!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)),
        ];
        Report { empty_check: f64::MAX, empty_release: f64::MAX, programs: Vec::new(), size_of_deferred }
    }

    pub fn empty(&mut self, mode: Mode, compiled: &Compiled) {
        let Compiled::In(took) = compiled else { return };
        let shortest = match mode {
            Mode::Check => &mut self.empty_check,
            Mode::Debug | Mode::Release => &mut self.empty_release,
        };
        *shortest = shortest.min(Duration::as_secs_f64(took));
    }

    fn empty_seconds(&self, mode: Mode) -> f64 {
        match mode {
            Mode::Check => self.empty_check,
            Mode::Debug | Mode::Release => self.empty_release,
        }
    }

    fn find(&self, mode: Mode, style: Style, stages: usize, errors: usize) -> Option<&Program> {
        self.programs.iter().find(|program| {
            (program.mode, program.style, program.stages, program.errors) == (mode, style, stages, errors)
        })
    }

    /// How many times as long as in a short program a stage takes in a long one.
    fn growth(&self, mode: Mode, style: Style, errors: usize) -> Option<f64> {
        let of_stage = |stages| {
            let seconds = self.find(mode, style, stages, errors)?.seconds?;
            Some((seconds - self.empty_seconds(mode)) / stages as f64)
        };
        Some(of_stage(LONG)? / of_stage(SHORT)?)
    }

    fn bytes_of_stage(&self, style: Style, errors: usize) -> Option<f64> {
        let bytes = |stages| self.find(Mode::Release, style, stages, errors)?.bytes;
        Some((bytes(LONG)? as f64 - bytes(SHORT)? as f64) / (LONG - SHORT) as f64)
    }

    /// Whether chains take no more than their length allows.
    pub fn holds(&self) -> bool {
        let of = |mode| ERRORS.map(|errors| self.growth(mode, Style::Chain, errors));
        let mut all = Mode::BOTH.into_iter().flat_map(of);
        let beside = self.beside_async();
        all.all(|growth| growth.is_some_and(|growth| growth <= MOST_GROWTH))
            && beside.is_some_and(|ratio| ratio <= MOST_BESIDE_ASYNC)
    }

    fn beside_async(&self) -> Option<f64> {
        let seconds = |style| self.find(Mode::Check, style, MIDDLE, FEW_ERRORS)?.seconds;
        Some(seconds(Style::Chain)? / seconds(Style::AsyncFn)?)
    }

    fn row(&self, f: &mut fmt::Formatter<'_>, mode: Mode, style: Style, errors: usize) -> fmt::Result {
        write!(f, "| {:<8} | {errors:>6} |", style.name())?;
        for stages in STAGES {
            let program = self.find(mode, style, stages, errors);
            let mark = if program.is_some_and(|program| program.needs_limit) { "*" } else { " " };
            match program.and_then(|program| program.seconds) {
                Some(seconds) => write!(f, " {seconds:>6.2}{mark} |")?,
                None => write!(f, " {:>7} |", format!("> {}", LIMIT.as_secs()))?,
            }
        }
        let growth = self.growth(mode, style, errors).map(|growth| format!("{growth:.2}"));
        write!(f, " {:>6} |", growth.unwrap_or_default())?;
        if mode == Mode::Release {
            let bytes = self.bytes_of_stage(style, errors).map(|bytes| format!("{bytes:.0}"));
            write!(f, " {:>13} |", bytes.unwrap_or_default())?;
        }
        writeln!(f)
    }

    fn table(&self, f: &mut fmt::Formatter<'_>, mode: Mode) -> fmt::Result {
        let release = mode == Mode::Release;
        writeln!(
            f,
            "{}, seconds of processor time; an empty program takes {:.2}\n",
            mode.name(),
            self.empty_seconds(mode)
        )?;
        write!(f, "| stages   | errors |")?;
        STAGES.iter().try_for_each(|stages| write!(f, " {stages:>7} |"))?;
        writeln!(f, " growth |{}", if release { " bytes a stage |" } else { "" })?;
        write!(f, "| -------- | -----: |{} -----: |", " ------: |".repeat(STAGES.len()))?;
        writeln!(f, "{}", if release { " ------------: |" } else { "" })?;
        for style in Style::ALL {
            for errors in ERRORS.into_iter().filter(|n| style.depends_on_errors() || *n == FEW_ERRORS) {
                self.row(f, mode, style, errors)?;
            }
        }
        writeln!(f)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Mode::BOTH.into_iter().try_for_each(|mode| self.table(f, mode))?;
        writeln!(f, "* does not compile without a higher recursion_limit")?;
        writeln!(
            f,
            "growth: a stage at {LONG} beside one at {SHORT}; of chain! at most {MOST_GROWTH}, or this fails\n"
        )?;
        if let Some(ratio) = self.beside_async() {
            writeln!(
                f,
                "check of {MIDDLE} stages beside the async fn: {ratio:.2} (at most {MOST_BESIDE_ASYNC})\n"
            )?;
        }
        for (errors, bytes) in self.size_of_deferred {
            writeln!(f, "a Deferred<i64> with {errors} errors: {bytes} bytes")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every program takes what `seconds` says, and an empty one takes nothing.
    fn report(seconds: impl Fn(Style, usize) -> f64) -> Report {
        let mut report = Report::new();
        (report.empty_check, report.empty_release) = (0.0, 0.0);
        for mode in Mode::BOTH {
            for (stages, errors) in STAGES.into_iter().flat_map(|n| ERRORS.map(|errors| (n, errors))) {
                for style in Style::ALL {
                    let mut program = Program::new(mode, style, stages, errors);
                    program.note(Compiled::In(Duration::from_secs_f64(seconds(style, stages))));
                    report.programs.push(program);
                }
            }
        }
        report
    }

    #[test]
    fn time_that_grows_with_the_length_holds() {
        assert!(report(|_, stages| stages as f64).holds());
    }

    #[test]
    fn time_that_grows_with_the_square_of_the_length_does_not() {
        assert!(!report(|_, stages| (stages * stages) as f64).holds());
    }

    #[test]
    fn more_than_three_times_the_async_fn_does_not_hold() {
        let times = |factor: f64| {
            report(move |style, stages| if style == Style::Chain { factor } else { 1.0 } * stages as f64)
        };
        assert!(times(2.9).holds());
        assert!(!times(3.1).holds());
    }
}
