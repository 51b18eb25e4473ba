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

use mutate::{Mutant, Writer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use syn::parse_quote;
use syn::visit_mut::VisitMut;

const USAGE: &str = "usage: mutants CRATE [--only PATH].. [--skip TEST].. [--minutes NUMBER] -- ARGUMENTS OF cargo test
--only: of the files whose paths contain this, and one after the other. --skip: these tests do not run. --minutes: no mutant begins after that.";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What asks whether a mutant is chosen.
const CHOOSES: &str = "
#[doc(hidden)]
#[allow(missing_docs, dead_code)]
pub(crate) fn __mutant(number: usize) -> bool {
    extern crate std;
    static CHOSEN: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    let chosen = || std::env::var(\"MUTANT\").ok().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX);
    *CHOSEN.get_or_init(chosen) == number
}
";

struct Args {
    name: String,
    only: Vec<String>,
    skip: Vec<String>,
    /// How long it goes on.
    minutes: u64,
    tests: Vec<String>,
    /// Where the compiler's own library is.
    libraries: String,
}

fn parse() -> Option<Args> {
    let mut words = std::env::args().skip(1);
    let libraries = Command::new("rustc").args(["--print", "target-libdir"]).output().ok()?.stdout;
    let libraries = String::from_utf8(libraries).ok()?.trim().to_owned();
    let mut args = Args {
        name: words.next()?,
        only: Vec::new(),
        skip: Vec::new(),
        minutes: u64::MAX / 60,
        tests: Vec::new(),
        libraries,
    };
    while let Some(word) = words.next() {
        match word.as_str() {
            "--only" => args.only.push(words.next()?),
            "--skip" => args.skip.push(words.next()?),
            "--minutes" => args.minutes = words.next()?.parse().ok()?,
            "--" => args.tests.extend(words.by_ref()),
            _ => return None,
        }
    }
    Some(args)
}

/// A file of the crate, relative to its `src`, and what is in it.
struct Source {
    path: PathBuf,
    text: String,
}

fn main() -> Result<()> {
    let Some(args) = parse() else { return Err(USAGE.into()) };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().ok_or("no workspace")?;
    let out = root.join("target/mutants");
    let tree = out.join(&args.name);
    let notes = out.join(format!("{}.tsv", args.name));
    let sources = sources(&root.join(&args.name).join("src"))?;
    copy(root, &tree, &sources)?;
    let (without, mutants) = viable(&args, root, &tree, &sources, &notes)?;
    let mut tests = build(&args, &tree)?;
    for test in &mut tests {
        match run(&args, test, None, Duration::from_secs(600)) {
            Came::Passed(took) => test.took = took,
            Came::Failed | Came::Hung => return Err(format!("{} fails without any mutant", test.name).into()),
        }
    }
    tests.sort_by_key(|test| test.took);

    let started = Instant::now();
    let known: BTreeSet<String> = noted(&notes).into_iter().map(|(says, _)| says).collect();
    let mut asked: Vec<_> = (0..mutants.len()).filter(|number| !without.contains(number)).collect();
    asked.retain(|&number| !known.contains(&mutants[number].0) && turn(&args, &mutants[number].0).is_some());
    asked.sort_by_key(|&number| turn(&args, &mutants[number].0));
    for number in asked {
        if started.elapsed().as_secs() >= args.minutes * 60 {
            break;
        }
        let noticed = tests.iter().enumerate().find_map(|(at, test)| {
            match run(&args, test, Some(number), test.took * 5 + PATIENCE) {
                Came::Passed(_) => None,
                Came::Failed => Some((at, "caught by")),
                Came::Hung => Some((at, "hangs in")),
            }
        });
        let caught = match noticed {
            None => "missed".to_owned(),
            Some((at, how)) => {
                // What noticed one notices its neighbour, most often.
                tests[..=at].rotate_right(1);
                format!("{how} {}", tests[0].name)
            }
        };
        note(&notes, &format!("{}\t{caught}\n", mutants[number].0))?;
    }
    let came: BTreeMap<String, String> = noted(&notes).into_iter().collect();
    let mut counts = BTreeMap::<&str, usize>::new();
    for (says, line) in &mutants {
        let came = came.get(says).map_or("not asked", String::as_str);
        if came == "missed" {
            println!("{says}\tline {line}");
        }
        *counts.entry(came).or_default() += 1;
    }
    println!("{} mutants: {counts:?}", mutants.len());
    Ok(())
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

/// Copies what is under version control, but for what mutants are written into. What is there already and the same stays as it is, so that
/// it is not built again.
fn copy(root: &Path, tree: &Path, sources: &[Source]) -> Result<()> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root).output()?.stdout;
    for path in String::from_utf8(listed)?.split('\0').filter(|path| !path.is_empty()) {
        let (from, to) = (root.join(path), tree.join(path));
        let is_written = to.is_file() && sources.iter().any(|source| source.path == from);
        if from.is_file() && !is_written {
            put(&to, &fs::read(&from)?)?;
        }
    }
    Ok(())
}

fn put(to: &Path, content: &[u8]) -> Result<()> {
    if fs::read(to).is_ok_and(|there| there == content) {
        return Ok(());
    }
    fs::create_dir_all(to.parent().ok_or("no folder")?)?;
    Ok(fs::write(to, content)?)
}

fn sources(folder: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at)? {
            let path = entry?.path();
            let is_test = path.file_stem().is_some_and(|name| {
                ["tests", "snapshots", "streams", "book", "models"].iter().any(|test| name == *test)
            });
            if path.is_dir() && !is_test {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") && !is_test {
                sources.push(Source { text: fs::read_to_string(&path)?, path });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// A line for each mutant, by which it is known also where its file has changed before it; and the line of the source where it is.
type Mutants = Vec<(String, usize)>;

/// Writes the mutants, leaves out those that do not compile, and gives the numbers of these, and a line for each of all.
fn viable(
    args: &Args,
    root: &Path,
    tree: &Path,
    sources: &[Source],
    notes: &Path,
) -> Result<(BTreeSet<usize>, Mutants)> {
    let known: BTreeSet<String> =
        noted(notes).into_iter().filter(|(_, came)| came == NOT_VIABLE).map(|(says, _)| says).collect();
    let all = mutated(root, sources, &BTreeSet::new())?.1;
    let mut without: BTreeSet<usize> =
        (0..all.len()).filter(|&number| known.contains(&all[number].0)).collect();
    loop {
        for (path, text) in mutated(root, sources, &without)?.0 {
            put(&tree.join(path), text.as_bytes())?;
        }
        let faults = faults(args, tree)?;
        if faults.is_empty() {
            return Ok((without, all));
        }
        let before = without.len();
        for (file, line) in &faults {
            for number in at(&tree.join(file), *line) {
                if without.insert(number) {
                    note(notes, &format!("{}\t{NOT_VIABLE}\n", all[number].0))?;
                }
            }
        }
        eprintln!("{} of {} mutants do not compile", without.len(), all.len());
        if without.len() == before {
            return Err(format!("no mutant is to blame for {faults:?}").into());
        }
    }
}

/// The files with their mutants in them, and a line for each mutant.
fn mutated(
    root: &Path,
    sources: &[Source],
    without: &BTreeSet<usize>,
) -> Result<(Vec<(PathBuf, String)>, Mutants)> {
    let (mut files, mut mutants) = (Vec::new(), Vec::new());
    for source in sources {
        let mut file = syn::parse_file(&source.text)?;
        let mut writer = Writer::new(mutants.len(), without);
        writer.visit_file_mut(&mut file);
        let path = source.path.strip_prefix(root)?.to_owned();
        for Mutant { line, function, change } in writer.mutants {
            mutants.push((format!("{}\t{function}\t{change}", path.display()), line));
        }
        if path.ends_with("src/lib.rs") {
            file.attrs.push(parse_quote!(#![allow(warnings, arithmetic_overflow, unconditional_panic)]));
        }
        let mut text = prettyplease::unparse(&file);
        if path.ends_with("src/lib.rs") {
            write!(text, "{CHOOSES}")?;
        }
        files.push((path, text));
    }
    // Changes of a function that read the same are told apart.
    let mut seen = BTreeMap::new();
    for (says, _) in &mut mutants {
        let times = seen.entry(says.clone()).or_insert(0);
        *times += 1;
        if *times > 1 {
            write!(says, " ({times})")?;
        }
    }
    Ok((files, mutants))
}

/// Where the compiler sees errors, with all features or with those that are there by default.
fn faults(args: &Args, tree: &Path) -> Result<Vec<(String, usize)>> {
    let mut faults = Vec::new();
    for what in [&["--tests", "--all-features"][..], &["--lib"]] {
        let mut command = Command::new("cargo");
        command.args(["check", "--message-format=json", "-p", &args.name]).args(what);
        let said = command.current_dir(tree).stderr(Stdio::inherit()).output()?.stdout;
        for line in String::from_utf8_lossy(&said).lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
            let message = &message["message"];
            if message["level"] != "error" {
                continue;
            }
            let spans = message["spans"].as_array().map_or(&[][..], Vec::as_slice);
            for span in spans.iter().filter(|span| span["is_primary"] == true) {
                let file = span["file_name"].as_str().unwrap_or_default().to_owned();
                faults.push((file, span["line_start"].as_u64().unwrap_or(0) as usize));
            }
        }
    }
    Ok(faults)
}

/// The mutants of a line that was written, or of the nearest before it that has one.
fn at(file: &Path, line: usize) -> Vec<usize> {
    const ASKS: &str = "__mutant(";
    let text = fs::read_to_string(file).unwrap_or_default();
    let lines: Vec<_> = text.lines().take(line).collect();
    let Some(nearest) = lines.iter().rev().find(|line| line.contains(ASKS)) else { return Vec::new() };
    let numbers = nearest.split(ASKS).skip(1);
    numbers.filter_map(|rest| rest.split("usize").next()?.parse().ok()).collect()
}

/// A program of tests.
struct Test {
    name: String,
    program: PathBuf,
    /// The package's.
    folder: PathBuf,
    /// How long it takes without a mutant.
    took: Duration,
}

/// Builds the tests.
fn build(args: &Args, tree: &Path) -> Result<Vec<Test>> {
    let mut command = Command::new("cargo");
    command.args(["test", "--no-run", "--message-format=json"]).args(&args.tests);
    let output = command.current_dir(tree).stderr(Stdio::inherit()).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err("the tests do not build".into());
    }
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let tests = messages.filter(|message| message["profile"]["test"] == true);
    Ok(tests
        .filter_map(|message| {
            let manifest = Path::new(message["manifest_path"].as_str()?);
            Some(Test {
                name: message["target"]["name"].as_str()?.to_owned(),
                program: message["executable"].as_str()?.into(),
                folder: manifest.parent()?.to_owned(),
                took: Duration::ZERO,
            })
        })
        .collect())
}

/// How much longer than a few times as long as it usually takes a test may compute before it counts as one that hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long it may take where it does not compute. The machine may be busy with something else.
const WAITS: Duration = Duration::from_secs(120);

/// What came of a run.
enum Came {
    /// All tests passed, in this time of a processor.
    Passed(Duration),
    Failed,
    Hung,
}

/// What processors have done for a process so far.
#[cfg(target_os = "linux")]
fn processor_time(process: u32) -> Option<Duration> {
    // In hundredths of a second, behind the program's name, which may have anything in it.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(Duration::from_millis((next()? + next()?) * 10))
}

#[cfg(not(target_os = "linux"))]
fn processor_time(_: u32) -> Option<Duration> {
    None
}

/// What the tests may take of the machine's memory, in KiB: a mutant may want all of it.
const MEMORY: &str = "4000000";

/// Runs the tests, which may take as much time of a processor as `patience` says.
fn run(args: &Args, test: &Test, mutant: Option<usize>, patience: Duration) -> Came {
    let started = Instant::now();
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(&test.program);
    command.current_dir(&test.folder).env("CARGO_MANIFEST_DIR", &test.folder);
    command.args(args.skip.iter().flat_map(|skip| ["--skip", skip]));
    // The first failure is enough.
    command.env("RUSTC_BOOTSTRAP", "1").args(["-Zunstable-options", "--fail-fast"]);
    // Tests of macros link to the compiler's own library.
    command.env("LD_LIBRARY_PATH", &args.libraries).env("INSTA_UPDATE", "no");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(mutant) = mutant {
        command.env("MUTANT", mutant.to_string());
    }
    let Ok(mut child) = command.spawn() else { return Came::Failed };
    let mut took = Duration::ZERO;
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Came::Passed(took),
            Ok(None) => {
                took = processor_time(child.id()).unwrap_or_else(|| started.elapsed()).max(took);
                if took > patience || started.elapsed() > patience + WAITS {
                    drop((child.kill(), child.wait()));
                    return Came::Hung;
                }
                std::thread::sleep(Duration::from_millis(2));
            }
            Ok(Some(_)) | Err(_) => return Came::Failed,
        }
    }
}
