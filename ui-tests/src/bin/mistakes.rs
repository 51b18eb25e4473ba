//! Holds the mistakes against the rule, and makes the book of them.
//!
//! `mistakes check [--json] [FILE.rs ..]` compiles the mistakes, or these files, and says how they break the
//! rule; for machines, a line of JSON a file. `mistakes explain E-..` prints the page of a code, and `mistakes explain E0308` names
//! the pages that are in those words of the compiler. `mistakes fix FILE.rs` writes what the messages propose into the file, one
//! after the other, as long as that helps. `mistakes book` writes the book into `docs/mistakes`, and what the tutorial quotes;
//! `mistakes book --check` says where they are out of date.

#![forbid(unsafe_code)]

use deferred_ui_tests::book::{self, Book};
use deferred_ui_tests::compiler::{Compiler, workspace};
use deferred_ui_tests::diagnostic::Diagnostic;
use deferred_ui_tests::each::each;
use deferred_ui_tests::fix;
use deferred_ui_tests::page::{self, Page};
use deferred_ui_tests::quotes;
use deferred_ui_tests::rule::{self, Judgement};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str =
    "usage: mistakes check [--json] [FILE.rs ..] | explain CODE | fix FILE.rs | book [--check]";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["check", "--json", files @ ..] => check(&chosen(files), true),
        ["check", files @ ..] => check(&chosen(files), false),
        ["explain", code] => explain(code),
        ["fix", file] => fix_file(Path::new(file)),
        ["book"] => write_book(),
        ["book", "--check"] => check_book(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn chosen(files: &[&str]) -> Vec<PathBuf> {
    if files.is_empty() { page::all() } else { files.iter().map(PathBuf::from).collect() }
}

/// Compiles the files, and prints how they break the rule.
fn check(files: &[PathBuf], for_machines: bool) -> Result<(), String> {
    let compiler = Compiler::new()?;
    let judged = each(files, |file| judge(&compiler, file));
    let mut broken = 0;
    for (file, judgement) in files.iter().zip(judged) {
        let judgement = judgement?;
        broken += usize::from(!judgement.keeps_the_rule);
        if for_machines {
            println!("{}", serde_json::to_string(&judgement).map_err(|error| error.to_string())?);
        } else {
            for breach in &judgement.breaches {
                println!("{}: {breach}", file.display());
            }
        }
    }
    if !for_machines {
        println!("{} programs, {broken} break the rule", files.len());
    }
    if broken == 0 { Ok(()) } else { Err("the rule is broken".into()) }
}

/// A file below the workspace's root is called by its place there, and others by all of their path.
fn judge(compiler: &Compiler, file: &Path) -> Result<Judgement, String> {
    let whole = fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let file = whole.strip_prefix(workspace()).unwrap_or(&whole);
    let page = Page::read(&whole)?;
    Ok(rule::judge(&file.to_string_lossy(), &page.text, &compiler.says(file)?))
}

/// Prints the page of a code of ours; of one of the compiler's, which pages have it.
fn explain(code: &str) -> Result<(), String> {
    let book = book::make()?;
    if let Some(page) = book.get(&format!("{code}.md")) {
        print!("{page}");
        return Ok(());
    }
    let error = format!("error[{code}]");
    let pages: Vec<_> = book.iter().filter(|(_, page)| page.contains(&error)).map(|(name, _)| name).collect();
    if pages.is_empty() {
        return Err(format!("there is no page of `{code}`"));
    }
    println!("The compiler says `{error}` of its own, or for one of these mistakes:\n");
    for name in pages {
        let title = book[name].lines().find_map(|line| line.strip_prefix("## ")).unwrap_or_default();
        println!("{}: {title}", name.trim_end_matches(".md"));
    }
    Ok(())
}

/// The generated folders: the book, and the tutorial's quotes.
fn made() -> Result<[(PathBuf, Book); 2], String> {
    Ok([(book::folder(), book::make()?), (quotes::folder(), quotes::make()?)])
}

/// Writes the proposals of the messages into the file, as long as the remaining errors change and do not become
/// more.
fn fix_file(file: &Path) -> Result<(), String> {
    let compiler = Compiler::new()?;
    let file = fs::canonicalize(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let failed = |error| format!("{}: {error}", file.display());
    let errors = || -> Result<Vec<_>, String> {
        Ok(compiler.says(&file)?.into_iter().filter(Diagnostic::is_error).collect())
    };
    let mut left = errors()?;
    loop {
        let text = fs::read_to_string(&file).map_err(failed)?;
        let Some(fixed) = fix::first(&file.to_string_lossy(), &text, &left) else { break };
        fs::write(&file, fixed).map_err(failed)?;
        let next = errors()?;
        let told =
            |errors: &[Diagnostic]| -> Vec<_> { errors.iter().map(|error| error.message.clone()).collect() };
        if next.len() > left.len() || told(&next) == told(&left) {
            fs::write(&file, text).map_err(failed)?;
            break;
        }
        println!("{}", left[0].message);
        left = next;
    }
    match left.first() {
        None => Ok(()),
        Some(error) => Err(format!("there is no fix that can be written for this:\n\n{}", error.rendered())),
    }
}

/// Writes the book, and removes pages that are no longer in it; and so the tutorial's quotes.
fn write_book() -> Result<(), String> {
    for (folder, made) in made()? {
        let failed = |error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(failed)?;
        for name in book::drifted(&made, &book::kept(&folder)) {
            let path = folder.join(&name);
            match made.get(&name) {
                Some(text) => fs::write(path, text).map_err(failed)?,
                None => fs::remove_file(path).map_err(failed)?,
            }
        }
        println!("{} pages in {}", made.len(), folder.display());
    }
    Ok(())
}

/// Prints which pages are out of date.
fn check_book() -> Result<(), String> {
    let drifted = made()?.map(|(folder, made)| book::drifted(&made, &book::kept(&folder))).concat();
    if drifted.is_empty() {
        return Ok(());
    }
    Err(format!("out of date: {}\nwrite them with `mistakes book`", drifted.join(", ")))
}
