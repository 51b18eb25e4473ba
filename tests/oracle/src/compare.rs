//! Runs recorded programs, and says where our trace differs.

use crate::language::Instruction;
use crate::world::{Way, run};
use crate::{normalise, trace};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt::{self, Display};
use std::panic::{self, AssertUnwindSafe};

/// A program, and the trace that Twisted made of it, if it was recorded.
#[derive(Deserialize)]
pub struct Recording<'a> {
    /// The program, as it stands there.
    #[serde(borrow)]
    pub program: &'a RawValue,
    /// What Twisted made of it.
    pub trace: Option<Vec<String>>,
}

/// A program on which we differ.
pub struct Difference {
    way: Way,
    ours: Vec<String>,
    theirs: Vec<String>,
}

/// Our trace of a recording, by the methods, and where it differs: by the methods, or by `chain!`.
///
/// # Errors
///
/// What is wrong with the program's text.
pub fn replay(recording: &Recording<'_>) -> serde_json::Result<(Vec<String>, Option<Difference>)> {
    trace::hook_reports();
    let program: Vec<Instruction> = serde_json::from_str(recording.program.get())?;
    let ours = traced(&program, Way::Methods);
    let Some(theirs) = &recording.trace else {
        return Ok((ours, None));
    };
    let difference = differs(Way::Methods, ours.clone(), theirs)
        .or_else(|| differs(Way::Macros, traced(&program, Way::Macros), theirs));
    Ok((ours, difference))
}

/// Our trace, of which a panic is the last line.
fn traced(program: &[Instruction], way: Way) -> Vec<String> {
    if panic::catch_unwind(AssertUnwindSafe(|| run(program, way))).is_err() {
        trace::note(format_args!("panicked"));
    }
    trace::take()
}

fn differs(way: Way, ours: Vec<String>, theirs: &[String]) -> Option<Difference> {
    let (ours, theirs) = normalise::both(ours, theirs.to_vec());
    (ours != theirs).then_some(Difference { way, ours, theirs })
}

/// The two traces side by side, with a mark at each line that differs.
impl Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match self.way {
            Way::Methods => "methods",
            Way::Macros => "chain!",
        };
        writeln!(f, "    {:<32} here, by {way}", "Twisted")?;
        let line = |trace: &[String], at: usize| trace.get(at).cloned().unwrap_or_default();
        for at in 0..self.ours.len().max(self.theirs.len()) {
            let (theirs, ours) = (line(&self.theirs, at), line(&self.ours, at));
            let mark = if theirs == ours { ' ' } else { '!' };
            writeln!(f, "  {mark} {theirs:<32} {ours}")?;
        }
        Ok(())
    }
}
