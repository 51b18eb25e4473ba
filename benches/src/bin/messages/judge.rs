//! What there is to say of messages.

use crate::message::{Message, Span};
use crate::program::Program;

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
    /// Nothing where it compiles.
    pub place: Option<Place>,
    /// The types that had to be named and are.
    pub named: Vec<String>,
    pub gives_the_fix: bool,
}

impl Verdict {
    pub fn of(program: &Program, messages: &[Message]) -> Self {
        let words = messages.iter().map(Message::words).collect::<Vec<_>>().join("\n");
        let named = program.has_to_name.iter().filter(|name| has_word(&words, name)).cloned();
        Verdict {
            errors: messages.len(),
            lines: messages.iter().map(|message| message.rendered.trim_end().lines().count()).sum(),
            place: messages.first().and_then(Message::primary).map(|span| place(program, span)),
            named: named.collect(),
            gives_the_fix: program.mistake.fixes.iter().any(|fix| words.contains(fix)),
        }
    }
}

fn place(program: &Program, span: &Span) -> Place {
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
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|it| it == word)
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_name_inside_another_is_no_mention() {
        assert!(has_word("expected `Page`", "Page"));
        assert!(!has_word("expected `PageError`", "Page"));
    }
}
