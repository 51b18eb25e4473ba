//! Compares the compiler's messages about the same mistakes, made with each contender: counted, and written into
//! `COMPARE.md`.
//!
//! Each program in `benches/messages` has one mistake in it, and says on top where; its twin, `_fixed`, is the same without, and has to compile.
//! What the compiler says is kept beside the program.

mod compiler;
mod judge;
mod message;
mod program;
mod sysroot;
mod table;
mod words;

use compiler::Compiler;
use judge::Verdict;
use lexopt::prelude::*;
use program::{CONTENDERS, MISTAKES, Program};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use table::Table;

const USAGE: &str = "usage: messages [--check]";

fn main() -> ExitCode {
    let Ok(check) = asked() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(check) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes what has changed, or only says what has.
fn run(check: bool) -> Result<ExitCode, Box<dyn Error>> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let stale: Vec<_> = outputs(&workspace)?.into_iter().filter(|(file, text)| !holds(file, text)).collect();
    for (file, text) in &stale {
        println!("{} {}", if check { "differs:" } else { "wrote" }, file.strip_prefix(&workspace)?.display());
        if !check {
            std::fs::write(file, text)?;
        }
    }
    Ok(if check && !stale.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn asked() -> Result<bool, lexopt::Error> {
    let mut arguments = lexopt::Parser::from_env();
    let mut check = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("check") => check = true,
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(check)
}

fn holds(file: &Path, text: &str) -> bool {
    std::fs::read_to_string(file).is_ok_and(|there| there == text)
}

/// The expected text of every file that is written here.
fn outputs(workspace: &Path) -> Result<Vec<(PathBuf, String)>, Box<dyn Error>> {
    let mut programs = Vec::new();
    for (mistake, contender) in
        MISTAKES.iter().flat_map(|mistake| CONTENDERS.iter().map(move |c| (mistake, c)))
    {
        programs.push(Program::read(&workspace.join("benches/messages"), mistake, contender)?);
    }
    let compiler = Compiler::new(workspace)?;
    let said = compiler.compile(&programs)?;
    let mut outputs = Vec::new();
    let mut table = Table::new(compiler.versions());
    for (program, messages) in programs.iter().zip(&said) {
        let verdict = Verdict::of(program, messages);
        table.add(program, verdict);
        let words = messages.iter().map(|message| words::anywhere(&message.rendered, workspace));
        outputs.push((program.words(), words.collect::<Vec<_>>().join("\n")));
    }
    let compare = workspace.join("COMPARE.md");
    let text = table::put_into(&std::fs::read_to_string(&compare)?, &table.to_string())?;
    outputs.push((compare, text));
    Ok(outputs)
}
