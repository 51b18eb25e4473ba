//! Every mistake under `mistakes/` fails to compile with the words of its `.stderr`, and its twin compiles and runs.
//!
//! The files are the book, and this runs it. After a change of the words: `TRYBUILD=overwrite
//! cargo test`, and read what has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a twin's name has behind the mistake's.
const TWIN: &str = "_fixed";

fn files(ending: &str) -> BTreeSet<PathBuf> {
    let families = entries(Path::new("mistakes"));
    let pages = families.iter().flat_map(|family| entries(family));
    pages.filter(|page| page.extension().is_some_and(|its| its == ending)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries.map(|entry| entry.expect("an entry can be read").path()).collect()
}

fn is_twin(page: &Path) -> bool {
    page.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| stem.ends_with(TWIN))
}

fn twin_of(mistake: &Path) -> PathBuf {
    let stem = mistake.file_stem().and_then(|stem| stem.to_str()).expect("file names are UTF-8");
    mistake.with_file_name(format!("{stem}{TWIN}.rs"))
}

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    for page in files("rs").iter().filter(|page| !is_twin(page)) {
        cases.compile_fail(page);
    }
}

#[test]
fn twins_compile_and_run() {
    let cases = trybuild::TestCases::new();
    for page in files("rs").iter().filter(|page| is_twin(page)) {
        cases.pass(page);
    }
}

#[test]
fn every_mistake_has_its_twin_and_its_words() {
    let (twins, mistakes): (BTreeSet<_>, BTreeSet<_>) =
        files("rs").into_iter().partition(|page| is_twin(page));
    assert!(!mistakes.is_empty(), "the book is not empty");
    assert_eq!(mistakes.iter().map(|mistake| twin_of(mistake)).collect::<BTreeSet<_>>(), twins);
    let words = mistakes.iter().map(|mistake| mistake.with_extension("stderr"));
    assert_eq!(words.collect::<BTreeSet<_>>(), files("stderr"));
}

#[test]
fn every_mistake_begins_with_an_essay() {
    for mistake in files("rs").iter().filter(|page| !is_twin(page)) {
        let text = fs::read_to_string(mistake).expect("a mistake can be read");
        let essay: Vec<_> = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let says_the_fix = essay.iter().any(|line| line.starts_with("//! The fix"));
        assert!((5..=13).contains(&essay.len()) && says_the_fix, "{}: {essay:#?}", mistake.display());
    }
}
