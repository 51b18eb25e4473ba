//! The crate with its mutants in it: a copy of the workspace, and which mutants do not compile there.

use crate::mutate::{Mutant, Writer};
use crate::{NOT_VIABLE, Result, note, noted};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use syn::parse_quote;
use syn::visit_mut::VisitMut;

/// What asks whether a mutant is chosen. Where the environment names a file instead, what is asked for is noted there: those are the mutants that a
/// test reaches.
const CHOOSES: &str = "
#[doc(hidden)]
#[allow(missing_docs, dead_code)]
pub(crate) fn __mutant(number: usize) -> bool {
    extern crate std;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
    const LOOKS: usize = usize::MAX;
    const NOTES: usize = usize::MAX - 1;
    const NONE: usize = usize::MAX - 2;
    static CHOSEN: AtomicUsize = AtomicUsize::new(LOOKS);
    #[cold]
    fn look() -> usize {
        let number = std::env::var(\"MUTANT\").ok().and_then(|number| number.parse().ok());
        let chosen = number.unwrap_or(if std::env::var_os(\"MUTANTS_REACHED\").is_some() { NOTES } else { NONE });
        CHOSEN.store(chosen, Relaxed);
        chosen
    }
    #[cold]
    fn reached(number: usize) {
        use std::io::Write as _;
        static SEEN: [AtomicBool; MUTANTS] = [const { AtomicBool::new(false) }; MUTANTS];
        if !SEEN[number].swap(true, Relaxed) {
            let path = std::env::var_os(\"MUTANTS_REACHED\").unwrap_or_default();
            let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
            let _ = file.and_then(|mut file| std::writeln!(file, \"{number}\"));
        }
    }
    let mut chosen = CHOSEN.load(Relaxed);
    if chosen == LOOKS {
        chosen = look();
    }
    if chosen == NOTES {
        reached(number);
    }
    chosen == number
}
";

/// A file of the crate, relative to its `src`, and what is in it.
pub struct Source {
    path: PathBuf,
    text: String,
}

/// Copies what is under version control, but for what mutants are written into. What is there already and the same stays as it is, so that
/// it is not built again.
pub fn copy(root: &Path, tree: &Path, sources: &[Source]) -> Result<()> {
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

/// The files that mutants are written into.
pub fn sources(folder: &Path) -> Result<Vec<Source>> {
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
pub type Mutants = Vec<(String, usize)>;

/// Writes the mutants, leaves out those that do not compile, and gives the numbers of these, and a line for each of all.
pub fn viable(
    name: &str,
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
        let faults = faults(name, tree)?;
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
    let (mut files, mut mutants, mut root_file) = (Vec::<(PathBuf, String)>::new(), Vec::new(), None);
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
            root_file = Some(files.len());
            write!(text, "{CHOOSES}")?;
        }
        files.push((path, text));
    }
    let root_file = root_file.ok_or("the crate has no lib.rs")?;
    writeln!(files[root_file].1, "const MUTANTS: usize = {};", mutants.len())?;
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
fn faults(name: &str, tree: &Path) -> Result<Vec<(String, usize)>> {
    let mut faults = Vec::new();
    for what in [&["--tests", "--all-features"][..], &["--lib"]] {
        let mut command = Command::new("cargo");
        command.args(["check", "--message-format=json", "-p", name]).args(what);
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
