//! Runs recorded programs on our core: `replay [--quiet] [--failing] FILE...`, where `-` is standard input.
//!
//! Prints each program with our trace, as JSON lines. Where it differs from Twisted's, says so on standard error
//! and ends with status 1. With `--failing` only the numbers of the programs that differ are printed.

use deferred_oracle::compare::{Recording, replay};
use serde_json::{from_str, json};
use std::io::{self, BufWriter, Read, Write};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Printing {
    Traces,
    Failing,
    Nothing,
}

fn main() -> io::Result<ExitCode> {
    let mut printing = Printing::Traces;
    let mut files = Vec::new();
    for argument in env::args().skip(1) {
        match argument.as_str() {
            "--quiet" => printing = Printing::Nothing,
            "--failing" => printing = Printing::Failing,
            _ => files.push(argument),
        }
    }
    let (mut programs, mut differing) = (0_u32, 0_u32);
    let began = Instant::now();
    for file in &files {
        let text = read(file)?;
        let (some, of_them) = replay_all(&text, printing)?;
        programs += some;
        differing += of_them;
    }
    let seconds = began.elapsed().as_secs_f64();
    eprintln!(
        "{programs} programs, {differing} of them differ; {:.0} a second",
        f64::from(programs) / seconds
    );
    Ok(if differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(file: &str) -> io::Result<String> {
    let mut text = String::new();
    match file {
        "-" => io::stdin().read_to_string(&mut text)?,
        file => fs::File::open(file)?.read_to_string(&mut text)?,
    };
    Ok(text)
}

/// How many programs there are, and how many of them differ.
fn replay_all(text: &str, printing: Printing) -> io::Result<(u32, u32)> {
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut programs, mut differing) = (0, 0);
    for (number, line) in text.lines().enumerate() {
        let recording: Recording<'_> = from_str(line)?;
        let (trace, difference) = replay(&recording)?;
        programs += 1;
        if let Some(difference) = &difference {
            differing += 1;
            if printing != Printing::Failing {
                eprintln!("program {}: {}\n{difference}", number + 1, recording.program);
            }
        }
        match printing {
            Printing::Traces => {
                writeln!(out, "{}", json!({ "program": recording.program, "trace": trace }))?;
            }
            Printing::Failing if difference.is_some() => writeln!(out, "{number}")?,
            Printing::Failing | Printing::Nothing => {}
        }
    }
    out.flush()?;
    Ok((programs, differing))
}
