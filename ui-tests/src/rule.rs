//! The rule that every message keeps.
//!
//! One error and no warnings; at the user's own tokens, not at the whole macro; no name of the
//! inside; at most 15 lines; and a stable code that the message itself carries.

use crate::diagnostic::{Diagnostic, Span};
use crate::page::Header;
use std::collections::BTreeSet;

/// How long a message may be.
const MOST_LINES: usize = 15;

/// The compiler's own errors: it says them before it asks anything of this library, in words that no library can change.
///
/// A mistake that ends in one of them says so on top of its file; its code is in the book.
pub const RUSTCS_OWN: [(&str, &str); 0] = [];

/// What only the inside is called, wherever it stands in a line.
const INSIDE: [&str; 7] = [
    "deferred::expansion",
    "deferred_core::",
    "deferred_macros::",
    "the following other types implement",
    "this error originates in the macro",
    "in this macro invocation",
    "in this expansion of",
];

/// Names of the inside, as whole words. What the user calls so himself is his own.
const NAMES: [&str; 30] = [
    "After",
    "At",
    "Callback",
    "Carried",
    "CanHappenIn",
    "ErrorOf",
    "Expected",
    "First",
    "Fits",
    "Found",
    "Given",
    "Grown",
    "HasAll",
    "Handler",
    "IncludedIn",
    "Lift",
    "List",
    "OnlyHappening",
    "Place",
    "Places",
    "Plan",
    "Point",
    "Push",
    "SamePlaces",
    "Settled",
    "Split",
    "Trapping",
    "Union",
    "Unknown",
    "Waiting",
];

/// How a file's messages break the rule, a sentence for each breach.
#[must_use]
pub fn breaches(file: &str, text: &str, said: &[Diagnostic]) -> Vec<String> {
    let header = Header::of(text);
    let errors: Vec<_> = said.iter().filter(|diagnostic| diagnostic.is_error()).collect();
    let mut breaches = Vec::new();
    if errors.len() != header.count() {
        let each = errors.iter().map(|error| format!("\n    {}", error.message));
        breaches.push(format!(
            "{} errors, not {}:{}",
            errors.len(),
            header.count(),
            each.collect::<String>()
        ));
    }
    for warning in said.iter().filter(|diagnostic| diagnostic.is_warning()) {
        breaches.push(format!("a warning beside it: {}", warning.message));
    }
    for error in &errors {
        let of = |breach: String| format!("{breach} (`{}`)", error.message);
        breaches.extend(place(file, text, error).map(of));
        breaches.extend(names(text, error.rendered()).into_iter().map(of));
        breaches.extend(length(error.rendered()).map(of));
        breaches.extend(code(&header, error).map(of));
    }
    breaches.extend(codes(&header, &errors));
    breaches
}

/// The message is about the user's own tokens.
fn place(file: &str, text: &str, error: &Diagnostic) -> Option<String> {
    let primary: Vec<_> = error.spans.iter().filter(|span| span.is_primary).collect();
    if primary.is_empty() {
        return Some("it is about no place".into());
    }
    primary.iter().find_map(|span| {
        if span.file_name != file {
            Some(format!("it is about a place in {}", span.file_name))
        } else if span.expansion.is_some() {
            Some("it is about what the macro wrote".into())
        } else if is_whole_macro(text, span) {
            Some("it is about the whole macro".into())
        } else {
            None
        }
    })
}

/// Whether the place is that of a whole `chain! { .. }`.
fn is_whole_macro(text: &str, span: &Span) -> bool {
    let Some(place) = text.get(span.byte_start..span.byte_end) else { return false };
    let Some((path, rest)) = place.split_once('!') else { return false };
    let is_path = path.chars().all(|c| c.is_alphanumeric() || c == '_' || c == ':');
    is_path && path.ends_with("chain") && rest.trim_end().ends_with(['}', ')', ']'])
}

/// The message has no names of the inside.
fn names(text: &str, rendered: &str) -> Vec<String> {
    let own: BTreeSet<_> = words(text).collect();
    let inside =
        INSIDE.iter().filter(|phrase| rendered.contains(**phrase)).map(|phrase| (*phrase).to_owned());
    let named: BTreeSet<_> = words(rendered)
        .filter(|word| NAMES.contains(word) || word.starts_with("__"))
        .filter(|word| !own.contains(word))
        .map(str::to_owned)
        .collect();
    inside.chain(named).map(|name| format!("it has `{name}` in it")).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

/// The message is short.
fn length(rendered: &str) -> Option<String> {
    let lines = rendered.lines().count();
    (lines > MOST_LINES).then(|| format!("it has {lines} lines, more than {MOST_LINES}"))
}

/// The message carries a code, unless the words are the compiler's own, and the file says so.
fn code(header: &Header, error: &Diagnostic) -> Option<String> {
    if carried(error.rendered()).next().is_some() {
        return None;
    }
    let Some(own) = error.code().filter(|code| RUSTCS_OWN.iter().any(|(known, _)| known == code)) else {
        return Some("it carries no code".into());
    };
    (header.rustcs_own.as_deref() != Some(own)).then(|| {
        format!(
            "it carries no code: if the words are rustc's own, say so on top: `// Words: rustc's own ({own})`"
        )
    })
}

/// The codes are those that the file announces, if it announces any.
fn codes(header: &Header, errors: &[&Diagnostic]) -> Vec<String> {
    let found: BTreeSet<_> = errors.iter().flat_map(|error| carried(error.rendered())).collect();
    let known: BTreeSet<_> = header.codes.iter().map(String::as_str).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let missing = known.difference(&found).filter(|_| header.rustcs_own.is_none());
    let missing = missing.map(|code| format!("the file announces {code}, which no message carries"));
    let others = found
        .difference(&known)
        .map(|code| format!("the message carries {code}, which the file does not announce"));
    missing.chain(others).collect()
}

/// The codes in a message: `E-both-takes-outcome`.
fn carried(rendered: &str) -> impl Iterator<Item = &str> {
    let tokens = rendered.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    tokens.filter(|token| {
        token.strip_prefix("E-").is_some_and(|name| {
            name.contains('-')
                && name
                    .split('-')
                    .all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()))
        })
    })
}
