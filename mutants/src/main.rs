//! Mutants of a crate, all in one build, each chosen when its tests run.
//!
//! ```sh
//! cargo run --release -- deferred-macros -- -p deferred-macros --lib
//! ```
//!
//! The workspace is copied, and each mutant is written into the crate's code as a branch, which is taken where the environment names its number. Those
//! that do not compile are left out. So a mutant costs a run of the tests, and no build. What came of each is noted in
//! `target/mutants/CRATE.tsv`, and not asked again; the copy is `target/mutants/CRATE`.

mod mutate;
mod suite;
mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;
use suite::Suite;
use written::{copy, sources, viable};

const USAGE: &str = "usage: mutants CRATE [--only PATH].. [--skip TEST].. [--quick] [--minutes NUMBER] -- ARGUMENTS OF cargo test
--only: of the files whose paths contain this, and one after the other. --skip: these tests do not run. --quick: nor those that take long. --minutes: no mutant begins after that.";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

struct Args {
    name: String,
    only: Vec<String>,
    skip: Vec<String>,
    quick: bool,
    /// How long it goes on.
    minutes: u64,
    tests: Vec<String>,
}

impl Args {
    /// Whether a test of this name does not run.
    fn skips(&self, name: &str) -> bool {
        self.skip.iter().any(|skip| name.contains(skip.as_str()))
    }
}

fn parse() -> Option<Args> {
    let mut words = std::env::args().skip(1);
    let mut args = Args {
        name: words.next()?,
        only: Vec::new(),
        skip: Vec::new(),
        quick: false,
        minutes: u64::MAX / 60,
        tests: Vec::new(),
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => args.only.push(words.next()?),
            "--skip" => args.skip.push(words.next()?),
            "--quick" => args.quick = true,
            "--minutes" => args.minutes = words.next()?.parse().ok()?,
            "--" => args.tests.extend(words.by_ref()),
            _ => return None,
        }
    }
    Some(args)
}

fn main() -> Result<()> {
    let Some(args) = parse() else { return Err(USAGE.into()) };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no workspace")?;
    let out = root.join("target/mutants");
    let tree = out.join(&args.name);
    let notes = out.join(format!("{}.tsv", args.name));
    let sources = sources(&root.join(&args.name).join("src"))?;
    copy(root, &tree, &sources)?;
    let (without, mutants) = viable(&args.name, root, &tree, &sources, &notes)?;
    let mut suite = Suite::new(&args, &tree, &out.join(format!("{}.reached", args.name)))?;

    let started = Instant::now();
    let known: BTreeSet<String> = noted(&notes).into_iter().map(|(says, _)| says).collect();
    let mut asked: Vec<_> = (0..mutants.len()).filter(|number| !without.contains(number)).collect();
    asked.retain(|&number| !known.contains(&mutants[number].0) && turn(&args, &mutants[number].0).is_some());
    asked.sort_by_key(|&number| turn(&args, &mutants[number].0));
    for number in asked {
        if started.elapsed().as_secs() >= args.minutes * 60 {
            break;
        }
        note(&notes, &format!("{}\t{}\n", mutants[number].0, suite.asks(number)))?;
    }
    let came: BTreeMap<String, String> = noted(&notes).into_iter().collect();
    let (mut counts, mut folders) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, [usize; 2]>::new());
    for (says, line) in &mutants {
        let came = came.get(says).map_or("not asked", String::as_str);
        *counts.entry(came).or_default() += 1;
        if came == NOT_VIABLE {
            continue;
        }
        let is_left = ["missed", "not reached", "not asked"].contains(&came);
        if is_left {
            println!("{says}\tline {line}\t{came}");
        }
        let [viable, left] = folders.entry(folder(says)).or_default();
        *viable += 1;
        *left += usize::from(is_left);
    }
    for (folder, [viable, left]) in &folders {
        println!("| `{folder}` | {viable} | {} | {left} |", viable - left);
    }
    println!("{} mutants: {counts:?}", mutants.len());
    Ok(())
}

/// The folder of the crate's sources in which it is, or the file.
fn folder(says: &str) -> &str {
    let path = says.split('\t').next().unwrap_or(says);
    let inside = path.split_once("/src/").map_or(path, |(_, inside)| inside);
    inside.split('/').next().unwrap_or(inside)
}

/// Which of the paths that were asked for it has; `None` if none.
fn turn(args: &Args, says: &str) -> Option<usize> {
    if args.only.is_empty() {
        Some(0)
    } else {
        args.only.iter().position(|path| says.contains(path.as_str()))
    }
}

const NOT_VIABLE: &str = "does not compile";

/// What is noted: what was changed, and what came of it.
fn noted(notes: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(notes).unwrap_or_default();
    let pairs = text.lines().filter_map(|line| line.rsplit_once('\t'));
    pairs.map(|(says, came)| (says.to_owned(), came.to_owned())).collect()
}

fn note(notes: &Path, lines: &str) -> Result<()> {
    let mut file = fs::OpenOptions::new().append(true).create(true).open(notes)?;
    Ok(file.write_all(lines.as_bytes())?)
}
