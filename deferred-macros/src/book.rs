//! Tests that the macros report the mistakes of the book in the book's words and at its places, and report nothing
//! of right programs.

use crate::{codegen, drawn, parse};
use proc_macro2::{LineColumn, Span, TokenStream, TokenTree};
use quote::quote;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui-tests/mistakes");

/// A message's first line, with the line and the column that it is at.
type Said = BTreeSet<(String, usize, usize)>;

/// Expands a macro whose tokens are the user's own. `join!` and `list!` get theirs split by a `macro_rules!`, and
/// attributes are not looked for.
fn expand(word: &str, tokens: TokenStream) -> Option<TokenStream> {
    let krate = quote!(::deferred);
    match word {
        "chain" => Some(codegen::chain(&parse::parse(tokens), &krate)),
        "drawn" => Some(drawn::drawn(&parse::parse(tokens), &krate)),
        "match_error" => Some(codegen::matching::matching(&parse::arms::parse(tokens), &krate)),
        "run" => Some(codegen::run::run(tokens, &krate)),
        _ => None,
    }
}

/// Collects the messages of the file's macros. A macro inside of a wrong one is not expanded.
fn say(tokens: TokenStream, said: &mut Said) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let expanded = match &tokens[..at] {
            [.., TokenTree::Ident(word), bang] if parse::is_punct(bang, '!') => {
                expand(&word.to_string(), group.stream())
            }
            _ => None,
        };
        let before = said.len();
        if let Some(expanded) = expanded {
            complaints(expanded, begin(&tokens[..at - 1]), said);
        }
        if said.len() == before {
            say(group.stream(), said);
        }
    }
}

/// Where the path that ends here begins.
fn begin(tokens: &[TokenTree]) -> LineColumn {
    match tokens {
        [path @ .., first, second, _] if parse::is_punct(first, ':') && parse::is_punct(second, ':') => {
            begin(path)
        }
        [.., word] => word.span().start(),
        [] => LineColumn { line: 0, column: 0 },
    }
}

/// Collects the messages of an expansion; `whole` is the place of the macro.
fn complaints(expanded: TokenStream, whole: LineColumn, said: &mut Said) {
    let tokens: Vec<_> = expanded.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        match &tokens[..at] {
            [.., TokenTree::Ident(word), _] if word == "compile_error" => {
                let message: syn::LitStr = syn::parse2(group.stream()).expect("a text");
                let place = word.span();
                let is_whole = place.byte_range() == Span::call_site().byte_range();
                let place = if is_whole { whole } else { place.start() };
                let first = message.value().lines().next().unwrap_or_default().to_owned();
                said.insert((first, place.line, place.column + 1));
            }
            _ => complaints(group.stream(), whole, said),
        }
    }
}

/// The recorded messages of the macros: errors with a code of the book and without a code of the compiler.
fn recorded(words: &str) -> Said {
    let mut said = Said::new();
    let mut lines = words.lines();
    while let Some(line) = lines.next() {
        let Some(message) = line.strip_prefix("error: ").filter(|message| message.contains("[E-")) else {
            continue;
        };
        let place =
            lines.by_ref().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
        let mut numbers = place.rsplit(':').map(|number| number.parse().unwrap_or(0));
        let (column, line) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        said.insert((message.to_owned(), line, column));
    }
    said
}

fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the book is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn what_is_said_of_each_mistake_is_what_the_book_says() {
    let (mut all, mut wrong, mut mistakes) = (Vec::new(), Vec::new(), 0);
    programs(Path::new(BOOK), &mut all);
    for path in all {
        let text = fs::read_to_string(&path).expect("it is text");
        let elsewhere = ["join!", "list!", "#[raises", "#[railway"].iter().any(|word| text.contains(word));
        let Ok(tokens) = text.parse::<TokenStream>() else { continue };
        let mut said = Said::new();
        say(tokens, &mut said);
        // A right program has no such file.
        let expected = recorded(&fs::read_to_string(path.with_extension("stderr")).unwrap_or_default());
        mistakes += usize::from(!said.is_empty());
        if said != expected && !(elsewhere && said.is_empty()) {
            wrong.push(format!("{}: {said:#?}, and not {expected:#?}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(mistakes > 50, "only {mistakes} mistakes of what macros read");
}
