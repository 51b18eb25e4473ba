//! Holds the mistakes against the rule, and makes the book of them.
//!
//! `mistakes check [FILE.rs ..]` compiles the mistakes, or these files, and says how they break the
//! rule. `mistakes book` writes the book into `docs/mistakes`; `mistakes book --check` says where
//! it is out of date.

use deferred_ui_tests::compiler::{Compiler, workspace};
use deferred_ui_tests::each::each;
use deferred_ui_tests::page::{self, Page};
use deferred_ui_tests::{book, rule};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

const USAGE: &str = "usage: mistakes check [FILE.rs ..] | mistakes book [--check]";

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["check"] => check(&page::all()),
        ["check", files @ ..] => check(&files.iter().map(PathBuf::from).collect::<Vec<_>>()),
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

/// Compiles the files, and prints how they break the rule.
fn check(files: &[PathBuf]) -> Result<(), String> {
    let compiler = Compiler::new()?;
    let kept = each(files, |file| keeps_the_rule(&compiler, file));
    let broken = kept.iter().filter(|kept| !**kept).count();
    println!("{} mistakes, {broken} break the rule", files.len());
    if broken == 0 { Ok(()) } else { Err("the rule is broken".into()) }
}

/// A file below the workspace's root is called by its place there, and others by all of their path.
fn keeps_the_rule(compiler: &Compiler, file: &Path) -> bool {
    let whole = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let file = whole.strip_prefix(workspace()).unwrap_or(&whole);
    let breaches = Page::read(&whole).and_then(|page| {
        let said = compiler.says(file)?;
        Ok(rule::breaches(&file.to_string_lossy(), &page.text, &said))
    });
    let breaches = breaches.unwrap_or_else(|error| vec![error]);
    for breach in &breaches {
        println!("{}: {breach}", file.display());
    }
    breaches.is_empty()
}

/// Writes the book, and removes pages that are no longer in it.
fn write_book() -> Result<(), String> {
    let made = book::make()?;
    let folder = book::folder();
    let failed = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    for name in book::drifted(&made, &book::kept()) {
        let path = folder.join(&name);
        match made.get(&name) {
            Some(text) => fs::write(path, text).map_err(failed)?,
            None => fs::remove_file(path).map_err(failed)?,
        }
    }
    println!("{} pages in {}", made.len(), folder.display());
    Ok(())
}

/// Says which pages are out of date.
fn check_book() -> Result<(), String> {
    let drifted = book::drifted(&book::make()?, &book::kept());
    if drifted.is_empty() {
        return Ok(());
    }
    Err(format!("out of date: {}\nwrite them with `mistakes book`", drifted.join(", ")))
}
