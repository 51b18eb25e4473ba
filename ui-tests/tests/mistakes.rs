//! Every mistake under `mistakes/` fails to compile with the words of its `.stderr`, and its twin compiles and runs.
//!
//! The files are the book, and this runs it. After a change of the words: `WORDS=overwrite
//! cargo test -p deferred-ui-tests`, and read what has changed.

use deferred_ui_tests::book;
use deferred_ui_tests::compiler::{Compiler, workspace};
use deferred_ui_tests::each::each;
use deferred_ui_tests::folder::Folder;
use deferred_ui_tests::page::{self, Header, Page, files, is_twin};
use deferred_ui_tests::twins::Twins;
use deferred_ui_tests::{programs, quotes, rule, words};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is wrong with what the compiler says of the mistake.
fn faults(compiler: &Compiler, path: &Path) -> Result<Vec<String>, String> {
    let page = Page::read(path)?;
    let file = path.strip_prefix(workspace()).expect("the mistakes are in the workspace");
    let said = compiler.says(file)?;
    let mut faults = rule::breaches(&file.to_string_lossy(), &page.text, &said);
    let words = words::of(&said);
    if env::var_os("WORDS").is_some_and(|wanted| wanted == "overwrite") {
        fs::write(page.words(), words).map_err(|error| error.to_string())?;
    } else {
        let kept = fs::read_to_string(page.words()).unwrap_or_default();
        let difference = words::difference(&kept, &words);
        faults
            .extend(difference.map(|lines| format!("the words have changed (`WORDS=overwrite`):\n{lines}")));
    }
    Ok(faults.into_iter().map(|fault| format!("{}: {fault}", file.display())).collect())
}

#[test]
fn mistakes_do_not_compile_and_the_words_keep_the_rule() {
    let compiler = Compiler::new().expect("there is a compiler");
    let faults = each(&page::all(), |path| faults(&compiler, path).unwrap_or_else(|error| vec![error]));
    let faults: Vec<_> = faults.into_iter().flatten().collect();
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn other_wrong_programs_keep_the_rule_too() {
    let compiler = Compiler::new().expect("there is a compiler");
    let (folder, prelude) = (Folder::new().expect("there is a folder"), programs::prelude());
    let judged = each(&programs::all(), |program| {
        let name = format!("{}.rs", program.place.replace(':', "_"));
        let file = folder.path().join(&name);
        let text = program.text(&prelude);
        fs::write(&file, &text).map_err(|error| error.to_string())?;
        let said = compiler.says_of_program(&file, folder.path())?;
        let breaches = rule::breaches(&format!("programs/{name}"), &text, &said);
        Ok(match Header::of(&text).breaks {
            Some(_) if breaches.is_empty() => {
                vec![format!("{}: it keeps the rule: say so no more that it breaks it", program.place)]
            }
            Some(_) => Vec::new(),
            None => breaches.into_iter().map(|breach| format!("{}: {breach}", program.place)).collect(),
        })
    });
    let judged: Result<Vec<_>, String> = judged.into_iter().collect();
    let breaches = judged.expect("each can be compiled").concat();
    assert!(breaches.is_empty(), "{} breaches\n\n{}", breaches.len(), breaches.join("\n"));
}

#[test]
fn twins_compile_and_run() {
    let compiler = Compiler::new().expect("there is a compiler");
    let twins: Vec<_> = files("rs").into_iter().filter(|page| is_twin(page)).collect();
    // As many programs as there are processors, since the compiler checks types on one.
    let halves: Vec<&[PathBuf]> = twins.chunks(twins.len().div_ceil(2)).collect();
    let failures =
        each(&halves, |half| match Twins::make(&compiler, half).and_then(|twins| twins.failures()) {
            Ok(failures) => failures,
            Err(error) => vec![error],
        });
    let failures: Vec<_> = failures.into_iter().flatten().collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
    let kept = book::kept(&book::folder());
    assert_eq!(book::drifted(&made, &kept), Vec::<String>::new(), "`mistakes book` writes them");
}

#[test]
fn the_tutorial_quotes_what_the_compiler_says() {
    let made = quotes::make().expect("each quote is of a mistake");
    assert!(!made.is_empty(), "the tutorial quotes something");
    let kept = book::kept(&quotes::folder());
    assert_eq!(book::drifted(&made, &kept), Vec::<String>::new(), "`mistakes book` writes them");
}

/// The notes name their pages by hand, since an attribute cannot be put together.
#[test]
fn what_a_message_says_of_its_page_is_the_page_of_its_code() {
    let mut named = 0;
    for file in rust_files(&workspace().join("deferred-core/src")) {
        let text = fs::read_to_string(&file).expect("it is there");
        for attribute in text.split("on_unimplemented(").skip(1) {
            let Some((_, rest)) = attribute.split_once("`deferred::mistakes::") else { continue };
            let page = rest.split('`').next().expect("there is a first part");
            let code = attribute.split("[E-").nth(1).and_then(|rest| rest.split(']').next());
            let code = code.expect("a message with a page has a code");
            assert_eq!(page, format!("e_{}", code.replace('-', "_")), "{}", file.display());
            assert!(book::folder().join(format!("E-{code}.md")).exists(), "the book has no page of E-{code}");
            named += 1;
        }
    }
    assert!(named > 60, "they are found: {named}");
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("it is a folder").map(|entry| entry.expect("it can be read").path());
    let of = |path: PathBuf| if path.is_dir() { rust_files(&path) } else { vec![path] };
    entries.flat_map(of).filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}
