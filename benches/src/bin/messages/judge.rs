//! Judges messages: where they point, which types they name, and how long they are.

use crate::message::{Message, Span};
use crate::program::Program;
use std::collections::BTreeSet;

/// Where the first error points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At nothing but the mistake.
    OnIt,
    /// At the mistake and more.
    AroundIt,
    /// Elsewhere in the program.
    Elsewhere,
    /// In somebody else's code.
    InTheLibrary,
}

#[derive(Debug)]
pub struct Verdict {
    pub errors: usize,
    pub lines: usize,
    /// The place; `None` where the program compiles.
    pub place: Option<Place>,
    /// The types that had to be named and are.
    pub named: Vec<String>,
    /// Types and traits that the user's program does not have, and Rust's own library neither.
    pub strange: BTreeSet<String>,
    pub gives_the_fix: bool,
}

/// The names that everybody knows who knows Rust.
const KNOWN: [&str; 14] = [
    "Clone", "Copy", "Err", "Fn", "FnMut", "FnOnce", "From", "Future", "Into", "None", "Ok", "Output",
    "Result", "Some",
];

impl Verdict {
    pub fn of(program: &Program, messages: &[Message]) -> Self {
        let words = messages.iter().map(Message::words).collect::<Vec<_>>().join("\n");
        let named = program.has_to_name.iter().filter(|name| has_word(&words, name)).cloned();
        Verdict {
            errors: messages.len(),
            lines: messages.iter().map(|message| message.rendered.trim_end().lines().count()).sum(),
            place: messages.first().and_then(Message::primary).map(|span| place(program, span)),
            named: named.collect(),
            strange: quoted_types(&words)
                .filter(|name| !KNOWN.contains(name) && !has_word(&program.code, name))
                .map(str::to_owned)
                .collect(),
            gives_the_fix: program.mistake.fixes.iter().any(|fix| words.contains(fix)),
        }
    }
}

fn place(program: &Program, span: &Span) -> Place {
    let span = span.shown(|file| program.is_in(file));
    let within =
        |place: &std::ops::Range<usize>| place.start <= span.byte_start && span.byte_end <= place.end;
    let meets = |place: &std::ops::Range<usize>| span.byte_start < place.end && place.start < span.byte_end;
    if !program.is_in(&span.file_name) {
        Place::InTheLibrary
    } else if program.places.iter().any(within) {
        Place::OnIt
    } else if program.places.iter().any(meets) {
        Place::AroundIt
    } else {
        Place::Elsewhere
    }
}

fn has_word(text: &str, word: &str) -> bool {
    words(text).any(|it| it == word)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// The names in backticks that look like a type's. One letter is a parameter.
fn quoted_types(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_type = |word: &&str| word.len() > 1 && word.starts_with(char::is_uppercase);
    quoted.flat_map(words).filter(is_type)
}

#[cfg(test)]
mod tests {
    use super::{has_word, quoted_types};

    #[test]
    fn a_name_inside_another_is_no_mention() {
        assert!(has_word("expected `Page`", "Page"));
        assert!(!has_word("expected `PageError`", "Page"));
    }
    #[test]
    fn only_what_is_quoted_is_a_name() {
        let types = quoted_types("The trait `Has<Denied, T>` is missing\nBut see `End`").collect::<Vec<_>>();
        assert_eq!(types, ["Has", "Denied", "End"]);
    }
}
