//! What a message proposes is pasted: then the program compiles, or the compiler refuses it for the next mistake.

use deferred_ui_tests::compiler::{Compiler, workspace};
use deferred_ui_tests::diagnostic::Diagnostic;
use deferred_ui_tests::each::each;
use deferred_ui_tests::fix::{self, RECIPES};
use deferred_ui_tests::folder::Folder;
use deferred_ui_tests::page::{self, Page};
use deferred_ui_tests::rule::carried;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Where the compiler proposes what nobody can paste, and no library can keep it from that.
const GARBAGE: [(&str, &str); 1] = [(
    "escaping/semicolon_behind_the_chain.rs",
    "it takes the end of the last stage's word for that of the chain, and what is behind it for the semicolon",
)];

/// What comes of a proposal.
struct Pasted {
    codes: Vec<String>,
    compiles: bool,
    fault: Option<String>,
}

fn errors(said: Vec<Diagnostic>) -> Vec<Diagnostic> {
    said.into_iter().filter(Diagnostic::is_error).collect()
}

fn told(errors: &[Diagnostic]) -> Vec<&str> {
    errors.iter().map(|error| error.message.as_str()).collect()
}

/// Pastes each proposal of each error of the mistake, on its own.
fn pasted(compiler: &Compiler, folder: &Folder, path: &Path) -> Result<Vec<Pasted>, String> {
    let page = Page::read(path)?;
    let file = path.strip_prefix(workspace()).map_err(|error| error.to_string())?;
    let name = file.to_string_lossy();
    let said = errors(compiler.says(file)?);
    let mut all = Vec::new();
    for error in &said {
        for proposal in fix::proposals(&name, &page.text, error) {
            let program = folder.path().join(format!("{}_{}_{}.rs", page.family(), page.name(), all.len()));
            let text = fix::with(&page.text, &proposal);
            fs::write(&program, text).map_err(|error| error.to_string())?;
            let left = errors(compiler.says(&program)?);
            // What was hidden by a mistake in the syntax is said after it, in words of ours.
            let is_ours = left.iter().all(|error| carried(error.rendered()).next().is_some());
            let is_more = left.len() > said.len() && !is_ours;
            let fault = (is_more || told(&left) == told(&said)).then(|| {
                let left: String = left.iter().map(|error| format!("\n{}", error.rendered())).collect();
                format!("{name}: `{}`, and {proposal:?} pasted:{left}\n", error.message)
            });
            let mut codes: Vec<_> = carried(error.rendered()).map(String::from).collect();
            if codes.is_empty() {
                codes.clone_from(&page.header.codes);
            }
            all.push(Pasted { codes, compiles: left.is_empty(), fault });
        }
    }
    Ok(all)
}

#[test]
fn what_a_message_proposes_can_be_pasted() {
    let compiler = Compiler::new().expect("there is a compiler");
    let folder = Folder::new().expect("there is a folder");
    let all = each(&page::all(), |path| pasted(&compiler, &folder, path));
    let all: Result<Vec<_>, _> = all.into_iter().collect();
    let all: Vec<_> = all.expect("each can be compiled").into_iter().flatten().collect();
    let is_known = |fault: &&str| GARBAGE.iter().any(|(file, _)| fault.contains(file));
    let faults = all.iter().filter_map(|pasted| pasted.fault.as_deref());
    let (known, faults): (Vec<_>, Vec<_>) = faults.partition(is_known);
    assert_eq!(known.len(), GARBAGE.len(), "what is garbage no more is not in the list");
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), all.len(), faults.join("\n"));
    let shown: BTreeSet<_> =
        all.iter().filter(|pasted| pasted.compiles).flat_map(|pasted| &pasted.codes).collect();
    let unshown = RECIPES.iter().map(|(code, _)| *code).filter(|code| !shown.contains(&(*code).to_owned()));
    assert_eq!(unshown.collect::<Vec<_>>(), Vec::<&str>::new(), "of {} that are pasted", all.len());
    let pages: Vec<_> = page::all().iter().map(|path| Page::read(path).expect("it can be read")).collect();
    let codes: BTreeSet<_> = pages.iter().flat_map(|page| &page.header.codes).collect();
    let mended = codes.iter().filter(|code| shown.contains(**code)).count();
    assert!(2 * mended >= codes.len(), "{mended} of {} codes have a fix that can be written", codes.len());
}
