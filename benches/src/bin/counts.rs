//! Prints the exact counts of each workload: instructions and allocations.

use deferred_benches::allocations::Counting;
use deferred_benches::expected::{COUNTED, Costs};
use deferred_benches::instructions::{Counted, Profile, can_be_counted};
use deferred_benches::{Contender, Workload};
use lexopt::prelude::*;
use std::error::Error;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const USAGE: &str = "usage: counts [--check | --record]

Prints the instructions of every contender in W1 to W4b, under several profiles. Needs valgrind.

  --check    fails if ours costs anything else than expected.json says, or without LTO more than a tenth more
             instructions in W1 to W4; without valgrind it looks at allocations alone
  --record   writes expected.json";

enum Asked {
    Table,
    Check,
    Record,
    Help,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    match asked()? {
        Asked::Table => table()?,
        Asked::Check => return check(),
        Asked::Record => Costs::now(Some(&Counted::build(Profile::THIN_LTO)?))?.record()?,
        Asked::Help => println!("{USAGE}"),
    }
    Ok(ExitCode::SUCCESS)
}

fn asked() -> Result<Asked, lexopt::Error> {
    let mut arguments = lexopt::Parser::from_env();
    let asked = match arguments.next()? {
        None => Asked::Table,
        Some(Long("check")) => Asked::Check,
        Some(Long("record")) => Asked::Record,
        Some(Long("help") | Short('h')) => Asked::Help,
        Some(argument) => return Err(argument.unexpected()),
    };
    match arguments.next()? {
        None => Ok(asked),
        Some(argument) => Err(argument.unexpected()),
    }
}

fn table() -> Result<(), Box<dyn Error>> {
    for profile in [Profile::THIN_LTO, Profile::DEFAULT, Profile::ONE_UNIT] {
        let counted = Counted::build(profile)?;
        print!("| {:<36} |", format!("instructions, {}", profile.name));
        COUNTED.iter().for_each(|workload| print!(" {:>6} |", workload.to_string()));
        println!("\n| {:-<36} |{}", "", " -----: |".repeat(COUNTED.len()));
        for contender in Contender::ALL {
            row(&counted, contender)?;
        }
        println!();
    }
    Ok(())
}

fn row(counted: &Counted, contender: Contender) -> Result<(), Box<dyn Error>> {
    let of = |workload: &Workload| -> Result<String, Box<dyn Error>> {
        match contender.run(*workload) {
            Some(_) => Ok(counted.instructions(contender, *workload)?.to_string()),
            None => Ok(String::new()),
        }
    };
    let counts = COUNTED.iter().map(of).collect::<Result<Vec<_>, _>>()?;
    print!("| {:<36} |", contender.name);
    counts.iter().for_each(|count| print!(" {count:>6} |"));
    println!();
    Ok(())
}

fn check() -> Result<ExitCode, Box<dyn Error>> {
    let mut differences = Vec::new();
    if can_be_counted() {
        let now = Costs::now(Some(&Counted::build(Profile::THIN_LTO)?))?;
        differences.extend(Costs::recorded()?.differences(&now));
        differences.extend(now.too_many_in(&Costs::now(Some(&Counted::build(Profile::DEFAULT)?))?));
    } else {
        println!("skipped: instructions: there is no valgrind");
        differences.extend(Costs::recorded()?.differences(&Costs::now(None)?));
    }
    for difference in &differences {
        println!("{difference}");
    }
    if differences.is_empty() {
        println!("all costs are as recorded");
        return Ok(ExitCode::SUCCESS);
    }
    println!("if that is as it should be: cargo run --release -p deferred-benches --bin counts -- --record");
    Ok(ExitCode::FAILURE)
}
