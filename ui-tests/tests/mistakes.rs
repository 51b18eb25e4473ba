//! Every mistake under `mistakes/` fails to compile with the words of its `.stderr`, and its twin compiles and runs.
//!
//! The files are the book, and this runs it. After a change of the words: `TRYBUILD=overwrite
//! cargo test`, and read what has changed.

use deferred_ui_tests::book;
use deferred_ui_tests::page::{self, Page, files, is_twin};
use std::collections::BTreeSet;
use std::path::Path;

/// The path by which the words name the file.
fn in_package(path: &Path) -> &Path {
    path.strip_prefix(env!("CARGO_MANIFEST_DIR")).expect("the mistakes are in the package")
}

#[test]
fn mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    for page in page::all() {
        cases.compile_fail(in_package(&page));
    }
}

#[test]
fn twins_compile_and_run() {
    let cases = trybuild::TestCases::new();
    for page in files("rs").iter().filter(|page| is_twin(page)) {
        cases.pass(in_package(page));
    }
}

#[test]
fn every_mistake_has_its_twin_and_its_words() {
    let mistakes = page::all();
    assert!(!mistakes.is_empty(), "the book is not empty");
    let pages: Vec<_> =
        mistakes.iter().map(|path| Page::read(path).expect("a mistake can be read")).collect();
    let twins: BTreeSet<_> = files("rs").into_iter().filter(|path| is_twin(path)).collect();
    assert_eq!(pages.iter().map(Page::twin).collect::<BTreeSet<_>>(), twins);
    assert_eq!(pages.iter().map(Page::words).collect::<BTreeSet<_>>(), files("stderr"));
}

#[test]
fn every_mistake_begins_with_its_code_and_an_essay() {
    for path in page::all() {
        let page = Page::read(&path).expect("a mistake can be read");
        assert!(!page.header.codes.is_empty(), "{}: no code", path.display());
        let says_the_fix = page.essay.iter().any(|line| line.starts_with("The fix"));
        assert!(
            (5..=13).contains(&page.essay.len()) && says_the_fix,
            "{}: {:#?}",
            path.display(),
            page.essay
        );
    }
}

#[test]
fn the_book_is_what_the_mistakes_say() {
    let made = book::make().expect("a book can be made");
    assert_eq!(book::drifted(&made, &book::kept()), Vec::<String>::new(), "`mistakes book` writes them");
}
