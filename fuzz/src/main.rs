//! The command line of the fuzzer: runs programs in processes of their own, so that one that crashes or hangs is
//! found, shrunk and printed.

#![forbid(unsafe_code)]

use deferred_fuzz::generate::generate;
use deferred_fuzz::program::{Flavour, Program, without};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const USAGE: &str = "\
usage: deferred-fuzz [--from SEED] [--count N] [--seconds N] [--flavour this|any|both] [--faults N] [--in-process] [--unshrunk]
                     [--no-threads]
       deferred-fuzz --replay SEED --flavour this|any [--without N,N-N,..]
       deferred-fuzz --shrink SEED --flavour this|any

--count is of programs for each flavour. --in-process starts no other process, for Miri: nothing is shrunk then, and a crash ends
all. --faults says after how many faulty programs to end; 1 without it. --unshrunk only says what is wrong. --no-threads leaves out the programs in which
other threads run scripts, which do not do the same each time.";

/// How long a program may take before it counts as hanging.
const PATIENCE: Duration = Duration::from_secs(if cfg!(miri) { 600 } else { 20 });

/// The last line of a process: the number of programs that the model could predict.
const TOLD: &str = "told";

/// How many programs a process runs before it reports to its parent.
const BATCH: u64 = 500;

struct Args {
    from: u64,
    count: u64,
    until: Option<Instant>,
    flavours: Vec<Flavour>,
    faults: usize,
    in_process: bool,
    unshrunk: bool,
    no_threads: bool,
    replay: Option<u64>,
    shrink: Option<u64>,
    batch: bool,
    without: BTreeSet<u32>,
}

fn parse() -> Result<Args, lexopt::Error> {
    use lexopt::prelude::*;
    let mut args = Args {
        from: 0,
        count: u64::MAX,
        until: None,
        flavours: vec![Flavour::This, Flavour::Any],
        faults: 1,
        in_process: false,
        unshrunk: false,
        no_threads: false,
        replay: None,
        shrink: None,
        batch: false,
        without: BTreeSet::new(),
    };
    let mut parser = lexopt::Parser::from_env();
    let mut bounded = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("from") => args.from = parser.value()?.parse()?,
            Long("count") => {
                args.count = parser.value()?.parse()?;
                bounded = true;
            }
            Long("seconds") => {
                args.until = Some(Instant::now() + Duration::from_secs(parser.value()?.parse()?));
                bounded = true;
            }
            Long("flavour") => {
                args.flavours = match parser.value()?.string()?.as_str() {
                    "this" => vec![Flavour::This],
                    "any" => vec![Flavour::Any],
                    "both" => vec![Flavour::This, Flavour::Any],
                    other => return Err(format!("`{other}` is no flavour").into()),
                }
            }
            Long("faults") => args.faults = parser.value()?.parse()?,
            Long("in-process") => args.in_process = true,
            Long("unshrunk") => args.unshrunk = true,
            Long("no-threads") => args.no_threads = true,
            Long("replay") => args.replay = Some(parser.value()?.parse()?),
            Long("shrink") => args.shrink = Some(parser.value()?.parse()?),
            Long("batch") => args.batch = true,
            Long("without") => args.without = numbers(&parser.value()?.string()?)?,
            _ => return Err(arg.unexpected()),
        }
    }
    if !bounded && args.replay.is_none() && args.shrink.is_none() {
        return Err(USAGE.into());
    }
    Ok(args)
}

fn numbers(text: &str) -> Result<BTreeSet<u32>, lexopt::Error> {
    let mut numbers = BTreeSet::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let parse = |text: &str| text.parse::<u32>().map_err(|error| format!("`{text}`: {error}"));
        numbers.extend(parse(first)?..=parse(last)?);
    }
    Ok(numbers)
}

fn ranges(numbers: &BTreeSet<u32>) -> String {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let texts = ranges.iter().map(|&(a, b)| if a == b { a.to_string() } else { format!("{a}-{b}") });
    texts.collect::<Vec<_>>().join(",")
}

/// Scripts call one another without any limit but their fuel, so the stack has to be large.
const STACK: usize = 1 << 28;

fn main() -> ExitCode {
    // Miri's stack is as large as the memory, and it looks for races only where there is a second thread.
    if cfg!(miri) {
        return main_on_much_stack();
    }
    let main = std::thread::Builder::new().stack_size(STACK).spawn(main_on_much_stack);
    main.ok().and_then(|main| main.join().ok()).unwrap_or(ExitCode::from(2))
}

fn main_on_much_stack() -> ExitCode {
    // Panics are part of the programs; those that are the crate's own are reported as faults.
    std::panic::set_hook(Box::new(|_| ()));
    let args = match parse() {
        Ok(args) => args,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let failed = match (args.replay, args.shrink) {
        (Some(seed), _) => replay(seed, &args),
        (_, Some(seed)) => {
            let found = fails(seed, args.flavours[0], &BTreeSet::new());
            found.is_some_and(|fault| {
                shrink(seed, args.flavours[0], &fault);
                true
            })
        }
        _ if args.batch => batch(&args),
        _ if args.in_process => in_process(&args),
        _ => search(&args),
    };
    ExitCode::from(u8::from(failed))
}

fn program(seed: u64, flavour: Flavour, gone: &BTreeSet<u32>) -> Program {
    without(&generate(seed, flavour), &|number| gone.contains(&number))
}

/// Runs one program here, and prints its faults.
fn replay(seed: u64, args: &Args) -> bool {
    let faults = deferred_fuzz::run(&program(seed, args.flavours[0], &args.without)).faults;
    for fault in &faults {
        println!("{fault}");
    }
    !faults.is_empty()
}

/// Runs programs here, and prints which one is running.
fn batch(args: &Args) -> bool {
    let mut said = std::io::stdout().lock();
    let mut told = 0;
    for seed in args.from..args.from.saturating_add(args.count) {
        for &flavour in &args.flavours {
            // A crash of this process is then attributed to this program.
            let written = writeln!(said, "{} {seed}", name(flavour)).and_then(|()| said.flush());
            if written.is_err() {
                return true;
            }
            let program = generate(seed, flavour);
            if args.no_threads && program.has_threads {
                continue;
            }
            let run = deferred_fuzz::run(&program);
            told += u64::from(run.is_told);
            if !run.faults.is_empty() {
                return true;
            }
        }
    }
    // The number of programs that the model could predict.
    writeln!(said, "{TOLD} {told}").is_err()
}

fn in_process(args: &Args) -> bool {
    let (started, mut ran, mut told, mut faulty) = (Instant::now(), 0, 0, 0);
    for seed in args.from..args.from.saturating_add(args.count) {
        if args.until.is_some_and(|until| Instant::now() >= until) {
            break;
        }
        for &flavour in &args.flavours {
            let program = generate(seed, flavour);
            if args.no_threads && program.has_threads {
                continue;
            }
            let run = deferred_fuzz::run(&program);
            told += u64::from(run.is_told);
            ran += 1;
            for fault in &run.faults {
                println!("{} {seed}: {fault}", name(flavour));
            }
            faulty += usize::from(!run.faults.is_empty());
            if faulty >= args.faults {
                return true;
            }
        }
    }
    say(ran, told, faulty, started);
    faulty > 0
}

/// Prints the summary of a run.
fn say(ran: u64, told: u64, faulty: usize, started: Instant) {
    let share = told as f64 / ran.max(1) as f64 * 100.0;
    let seconds = started.elapsed().as_secs_f64();
    println!("{ran} programs, {faulty} faulty, {seconds:.1} s; the model tells what {told} do, {share:.1} %");
}

fn name(flavour: Flavour) -> &'static str {
    match flavour {
        Flavour::This => "this",
        Flavour::Any => "any",
    }
}

/// This program, to be run by another process.
fn again() -> Command {
    let itself = std::env::current_exe().unwrap_or_else(|_| "deferred-fuzz".into());
    let mut command = Command::new(itself);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Runs the program in another process, and returns its fault, if any.
fn fails(seed: u64, flavour: Flavour, gone: &BTreeSet<u32>) -> Option<String> {
    let mut command = again();
    command.args(["--replay", &seed.to_string(), "--flavour", name(flavour), "--without", &ranges(gone)]);
    let mut child = command.spawn().ok()?;
    let started = Instant::now();
    let status = loop {
        match child.try_wait().ok()? {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => {
                child.kill().and_then(|()| child.wait()).ok()?;
                return Some("hangs".into());
            }
            None => std::thread::sleep(Duration::from_micros(200)),
        }
    };
    if status.success() {
        return None;
    }
    let mut first = String::new();
    let said = child.stdout.take().map(|out| BufReader::new(out).read_line(&mut first));
    match said {
        Some(Ok(1..)) => Some(first.trim_end().into()),
        _ => Some(format!("crashes: {status}")),
    }
}

/// The sort of a fault: its text without numbers.
fn sort(fault: &str) -> String {
    fault.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Removes every step that is not needed for a fault of that sort, and prints what is left.
fn shrink(seed: u64, flavour: Flavour, fault: &str) {
    let numbers = generate(seed, flavour).numbers;
    let mut gone = BTreeSet::new();
    let mut width = numbers.next_power_of_two() / 2;
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let mut taken = false;
        for first in (0..numbers).step_by(width.max(1) as usize) {
            let mut more = gone.clone();
            more.extend(first..(first + width).min(numbers));
            if more.len() > gone.len()
                && Instant::now() < deadline
                && fails(seed, flavour, &more).is_some_and(|found| sort(&found) == sort(fault))
            {
                gone = more;
                taken = true;
            }
        }
        if width > 1 {
            width /= 2;
        } else if !taken {
            break;
        }
    }
    println!("{fault}");
    println!("{}", program(seed, flavour, &gone));
    println!("deferred-fuzz --replay {seed} --flavour {} --without {}", name(flavour), ranges(&gone));
}

/// Runs programs in batches, each in a process of its own, and shrinks what is found.
fn search(args: &Args) -> bool {
    let (started, mut ran, mut told, mut faulty) = (Instant::now(), 0, 0, 0);
    let (mut seed, end) = (args.from, args.from.saturating_add(args.count));
    while seed < end && args.until.is_none_or(|until| Instant::now() < until) {
        let count = BATCH.min(end - seed);
        for &flavour in &args.flavours {
            let mut first = seed;
            while first < seed + count {
                match batch_elsewhere(first, seed + count - first, flavour, args.no_threads) {
                    Ok(of_these) => {
                        told += of_these;
                        break;
                    }
                    Err(at) => {
                        let fault = fails(at, flavour, &BTreeSet::new());
                        let found = started.elapsed().as_secs_f64();
                        faulty += 1;
                        println!(
                            "program {at} of flavour {} is faulty, found after {found:.1} s",
                            name(flavour)
                        );
                        match fault {
                            Some(fault) if args.unshrunk => println!("{fault}"),
                            Some(fault) => shrink(at, flavour, &fault),
                            None => println!("it was not when it ran alone"),
                        }
                        if faulty >= args.faults {
                            return true;
                        }
                        first = at + 1;
                    }
                }
            }
            ran += count;
        }
        seed += count;
    }
    say(ran, told, faulty, started);
    faulty > 0
}

/// How many programs the model could predict; or the program at which the process crashed.
fn batch_elsewhere(from: u64, count: u64, flavour: Flavour, no_threads: bool) -> Result<u64, u64> {
    let mut command = again();
    command.arg("--batch").args(["--from", &from.to_string(), "--count", &count.to_string()]);
    command.args(no_threads.then_some("--no-threads"));
    let mut child = command.args(["--flavour", name(flavour)]).spawn().map_err(|_| from)?;
    let out = child.stdout.take().ok_or(from)?;
    let (say, said) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let Some((what, number)) = line.split_once(' ') else { continue };
            if say.send((what == TOLD, number.parse().unwrap_or(from))).is_err() {
                return;
            }
        }
    });
    let (mut at, mut told) = (from, 0);
    let hangs = loop {
        match said.recv_timeout(PATIENCE) {
            Ok((true, number)) => told = number,
            Ok((false, seed)) => at = seed,
            Err(std::sync::mpsc::RecvTimeoutError::Timeout) => break true,
            Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break false,
        }
    };
    if hangs {
        drop(child.kill());
    }
    let status = child.wait();
    drop(reader.join());
    if hangs || !status.is_ok_and(|status| status.success()) { Err(at) } else { Ok(told) }
}
