//! What chains cost the compiler, beside the same steps as async code and as combinators: processor time of `cargo check`
//! and of a release build, bytes in the program; and what a crate of chains costs beside one of async functions. Fails if a
//! chain's time grows faster than its length, or a crate takes more than it may.
//!
//! Programs are compiled several times, in turn, and the shortest time counts: what disturbs a measurement makes it
//! longer. An empty program's time is taken off before stages are compared.

mod compiler;
mod crate_of_chains;
mod programs;
mod report;

use compiler::{Compiled, Compiler, Mode};
use crate_of_chains::Crate;
use lexopt::prelude::*;
use programs::{Style, empty};
use report::{Program, Report};
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

const STAGES: [usize; 5] = [8, 16, 32, 64, 128];
const ERRORS: [usize; 3] = [1, 4, 16];
/// Where the number of errors makes no difference.
const FEW_ERRORS: usize = 4;

/// Nobody waits longer for one program.
const LIMIT: Duration = Duration::from_secs(30);

/// How deep types may nest where the compiler's own limit is too low.
const RECURSION_LIMIT: &str = "#![recursion_limit = \"4096\"]\n";

/// The functions of a crate of chains, and of the short form; how often each is compiled.
const CRATE: (usize, usize) = (200, 3);
const SHORT_CRATE: (usize, usize) = (50, 1);

const USAGE: &str = "usage: compile-time [--json FILE] [--short]
--short compiles a small crate of chains only, once";

struct Asked {
    json: Option<PathBuf>,
    short: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let Ok(Asked { json, short }) = asked() else {
        eprintln!("{USAGE}");
        return Ok(ExitCode::from(2));
    };
    let mut compiler = Compiler::new()?;
    let (count, rounds) = if short { SHORT_CRATE } else { CRATE };
    let of_chains = Crate::measure(&mut compiler, count, rounds)?;
    print!("{of_chains}");
    let mut holds = of_chains.holds();
    if !short {
        let report = measure(&mut compiler)?;
        print!("{report}");
        if let Some(file) = json {
            std::fs::write(file, serde_json::to_string_pretty(&report)? + "\n")?;
        }
        holds &= report.holds();
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn asked() -> Result<Asked, lexopt::Error> {
    let mut arguments = lexopt::Parser::from_env();
    let mut asked = Asked { json: None, short: false };
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => asked.json = Some(arguments.value()?.into()),
            Long("short") => asked.short = true,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(asked)
}

fn measure(compiler: &mut Compiler) -> Result<Report, Box<dyn Error>> {
    let mut report = Report::new();
    let mut programs: Vec<Program> = Mode::BOTH
        .into_iter()
        .flat_map(|mode| STAGES.into_iter().map(move |stages| (mode, stages)))
        .flat_map(|(mode, stages)| ERRORS.into_iter().map(move |errors| (mode, stages, errors)))
        .flat_map(|(mode, stages, errors)| Style::ALL.map(|style| Program::new(mode, style, stages, errors)))
        .filter(|program| program.style.depends_on_errors() || program.errors == FEW_ERRORS)
        .collect();
    for (mode, round) in
        Mode::BOTH.into_iter().flat_map(|mode| (0..mode.rounds()).map(move |round| (mode, round)))
    {
        report.empty(mode, &compiler.compile(mode, &empty(), LIMIT)?);
        for n in 0..programs.len() {
            let (before, this) = programs.split_at_mut(n);
            let (program, _) = this.split_first_mut().expect("it is one of them");
            if program.mode != mode {
                continue;
            }
            eprint!("\rround {} of {}: {:<50}", round + 1, mode.rounds(), program.to_string());
            // A program that takes seconds is not measured again, and a longer one takes longer.
            let hopeless = before.iter().any(|shorter| shorter.says_enough_of(program));
            if !hopeless && (round == 0 || program.is_worth_another_round()) {
                compile(compiler, program)?;
            }
        }
    }
    eprintln!();
    report.programs = programs;
    Ok(report)
}

fn compile(compiler: &mut Compiler, program: &mut Program) -> Result<(), Box<dyn Error>> {
    let text = program.style.program(program.stages, program.errors);
    let deep = RECURSION_LIMIT.to_owned() + &text;
    let mut compiled = Compiled::TooDeep;
    if !program.needs_limit {
        compiled = compiler.compile(program.mode, &text, LIMIT)?;
    }
    if compiled == Compiled::TooDeep {
        program.needs_limit = true;
        compiled = compiler.compile(program.mode, &deep, LIMIT)?;
    }
    program.note(compiled);
    if program.mode == Mode::Release && matches!(compiled, Compiled::In(_)) {
        program.bytes = Some(compiler.size(program.mode)?);
    }
    Ok(())
}
