//! Applies what a message proposes to the text of a program.
//!
//! A message of the crate says in words how to mend the mistake, and [`RECIPES`] has for each code how that is done
//! at the message's place. The compiler's own suggestions are taken where they can be applied as they are; for its
//! other messages there is [`OF_RUSTCS_OWN`].

mod rustcs_own;
mod stages;
mod threads;

use crate::diagnostic::{Diagnostic, Span};
use crate::rule::carried;
pub use rustcs_own::OF_RUSTCS_OWN;

/// A replacement of some bytes of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    start: usize,
    end: usize,
    with: String,
}

/// Edits that belong together.
pub type Proposal = Vec<Edit>;

/// The place of an error, with its message.
pub struct At<'a> {
    text: &'a str,
    message: &'a str,
    /// All that is said.
    said: &'a str,
    start: usize,
    end: usize,
}

type Recipe = fn(&At<'_>) -> Option<Proposal>;

/// The recipes for the messages of the crate, by code.
pub const RECIPES: [(&str, Recipe); 59] = [
    ("E-alternatives-in-a-parameter", |at| at.listed_before_the_handler()),
    ("E-arrow-in-a-closure", |at| at.replaced(at.start, at.start + 3, "")),
    ("E-bars-between-errors", |at| at.replaced(at.start - 1, at.end, ",")),
    ("E-body-missing", |at| at.parameter_as_the_body()),
    ("E-both-takes-outcome", |at| at.keyword("both", "then")),
    ("E-callback-is-not-send", |at| at.shared_by_threads()),
    ("E-callback-missing", |at| at.inserted(at.end, " |it| it")),
    ("E-call-without-the-result", |at| at.call_with_the_result()),
    ("E-callback-gives-a-plain-value", |at| at.instead_of("then", "map")),
    ("E-catch-names-no-error", |at| at.type_behind_the_pattern()),
    ("E-catch-of-what-cannot-happen", |at| at.without_the_handler()),
    ("E-comma-too-many", |at| at.instead_of(",", "")),
    ("E-commas-between-errors", |at| at.bars()),
    ("E-deferred-ignored", |at| at.inserted(at.end, ".detach()")),
    ("E-downcast-of-no-dynamic-error", |at| at.out_of_any_error()),
    ("E-else-apart", |at| at.message.contains("before it").then(|| at.comma_before(""))?),
    ("E-error-is-not-debug", |at| at.derived(at.quoted(0)?, "Debug")),
    ("E-failure-cannot-be-displayed", |at| at.debug_format()),
    ("E-finally-gives-a-value", |at| at.statement_as_the_body()),
    ("E-finally-takes-a-value", |at| at.keyword("finally", "then").or_else(|| at.keyword("finally", "map"))),
    ("E-future-is-not-send", |at| at.shared_by_threads()),
    ("E-handler-takes-another-error", |at| at.named_before_the_handler()),
    ("E-inspect-takes-a-reference", |at| at.reference()),
    ("E-join-of-no-deferred", |at| at.in_join()),
    ("E-join-of-too-many", |at| at.gathered()),
    ("E-match-misses-an-error", |at| at.arm(at.quoted(0)?)),
    ("E-match-of-no-error", |at| at.arm("Ok(_)")),
    ("E-match-of-what-cannot-happen", |at| at.without_the_arm()),
    ("E-maybe-in-the-middle", |at| at.instead_of("maybe", "then")),
    ("E-method-adds-an-error", |at| at.raised_before()),
    ("E-named-twice", |at| at.named_once()),
    ("E-no-arrow", |at| at.inserted(at.start, "=> ")),
    ("E-no-callback", |at| at.written().or_else(|| at.inserted(at.start, "move |_| "))),
    ("E-no-clock", |at| at.message.contains("is no time").then(|| at.swapped())?),
    ("E-no-comma", |at| at.instead_of(";", ",").or_else(|| at.inserted(at.behind_what_is_before(), ","))),
    ("E-no-errors-named", |at| at.names_without_the_rest()),
    ("E-no-items", |at| at.swapped()),
    ("E-no-lint", |at| at.without_the_attribute()),
    ("E-no-resolver", |at| at.pair()),
    ("E-no-semicolon", |at| at.semicolon()),
    ("E-no-set-of-errors", |at| at.set_of_errors()),
    ("E-no-source", |at| at.value_as_a_source()),
    ("E-nothing-to-catch", |at| at.without_the_handler()),
    ("E-not-send", |at| at.shared_by_threads()),
    ("E-parameters-have-no-end", |at| at.end_of_the_parameters()),
    ("E-raises-asks", |at| at.replaced(at.start, at.end, &at.named_with_bars(at.quoted(0)?))),
    ("E-raises-gives-a-result", |at| at.value_of_the_result()),
    ("E-raises-too-little", |at| at.one_name_more()),
    ("E-raises-too-much", |at| at.one_name_less()),
    ("E-result-inside-a-call", |at| at.closure_around_the_call()),
    ("E-retry-of-what-cannot-be-cancelled", |at| at.attempt_that_can_be_cancelled()),
    ("E-set-is-not-known", |at| at.bound_of_the_set()),
    ("E-share-of-what-is-not-clone", |at| at.derived(at.quoted(0)?, "Clone")),
    ("E-stays-on-its-thread", |at| at.made_for_threads()),
    ("E-timer-ignored", |at| at.inserted(at.end, ".detach()")),
    ("E-too-few-parameters", |at| at.replaced(at.start, at.start + 2, "|_|")),
    ("E-too-many-parameters", |at| at.one_parameter_less()),
    ("E-unknown-stage", |at| at.another_word()),
    ("E-value-is-not-send", |at| at.shared_by_threads()),
];

/// The proposals of the error, each of which can be applied as it is.
#[must_use]
pub fn proposals(file: &str, text: &str, error: &Diagnostic) -> Vec<Proposal> {
    let at = error.spans.iter().find(|span| span.is_primary).map(|span| span.seen_in(file));
    let ours = at.filter(|span| span.file_name == file).and_then(|span| {
        let code = carried(error.rendered()).next().or(error.code()).unwrap_or("syntax");
        let (_, recipe) = RECIPES.iter().chain(&OF_RUSTCS_OWN).find(|(of, _)| *of == code)?;
        let said = error.rendered();
        recipe(&At { text, message: &error.message, said, start: span.byte_start, end: span.byte_end })
    });
    let of = |help: &Diagnostic| -> Option<Proposal> {
        let spans = help.spans.iter().filter(|span| span.suggested_replacement.is_some());
        let edits: Option<Proposal> = spans.map(|span| proposed(file, span)).collect();
        edits.filter(|edits| with(text, edits) != text)
    };
    ours.into_iter().chain(error.children.iter().filter_map(of)).collect()
}

/// The text with the first thing in it that any of these errors proposes.
#[must_use]
pub fn first(file: &str, text: &str, errors: &[Diagnostic]) -> Option<String> {
    let mut proposals = errors.iter().flat_map(|error| proposals(file, text, error));
    proposals.next().map(|proposal| with(text, &proposal))
}

fn proposed(file: &str, span: &Span) -> Option<Edit> {
    let can_be_taken = span.suggestion_applicability.as_deref() == Some("MachineApplicable");
    let with = span.suggested_replacement.clone().filter(|_| can_be_taken && span.file_name == file)?;
    Some(Edit { start: span.byte_start, end: span.byte_end, with })
}

/// The text with the proposal in it.
#[must_use]
pub fn with(text: &str, proposal: &Proposal) -> String {
    let mut edits = proposal.clone();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.start..edit.end, &edit.with);
    }
    text
}

impl<'a> At<'a> {
    fn here(&self) -> &'a str {
        &self.text[self.start..self.end]
    }

    fn replaced(&self, start: usize, end: usize, with: &str) -> Option<Proposal> {
        self.text.get(start..end)?;
        Some(vec![Edit { start, end, with: with.into() }])
    }

    fn inserted(&self, place: usize, what: &str) -> Option<Proposal> {
        self.replaced(place, place, what)
    }

    fn instead_of(&self, what: &str, with: &str) -> Option<Proposal> {
        (self.here() == what).then(|| self.replaced(self.start, self.end, with))?
    }

    /// The text in the message's backticks of that number.
    fn quoted(&self, number: usize) -> Option<&'a str> {
        self.message.split('`').nth(2 * number + 1)
    }

    /// The text in backticks behind some words of the message.
    fn behind(&self, words: &str) -> Option<&'a str> {
        self.message.split_once(words)?.1.split('`').nth(1)
    }

    /// `write X`: just that, in the place of what is there.
    fn written(&self) -> Option<Proposal> {
        self.replaced(self.start, self.end, self.behind("write ")?)
    }

    /// The end of the token before the place.
    fn behind_what_is_before(&self) -> usize {
        self.text[..self.start].trim_end().len()
    }

    /// The comma before, as something else.
    fn comma_before(&self, with: &str) -> Option<Proposal> {
        let end = self.behind_what_is_before();
        self.text[..end].ends_with(',').then(|| self.replaced(end - 1, end, with))?
    }

    /// The range of the stage around the place, without the commas that separate it from others.
    fn stage(&self) -> (usize, usize) {
        let mut depth = 0;
        for (place, c) in self.text[..self.start].char_indices().rev() {
            match c {
                ')' | ']' | '}' => depth += 1,
                ',' | ';' | '{' if depth == 0 => return (place + 1, self.ends(place + 1)),
                // Inside of a call, what is looked for is around it.
                '(' | '[' if depth == 0 => {}
                '(' | '[' | '{' => depth -= 1,
                _ => {}
            }
        }
        (0, self.ends(self.start))
    }

    /// The end of the item that begins at `from`: a comma, or a closing bracket.
    fn ends(&self, from: usize) -> usize {
        let mut depth = 0;
        for (place, c) in self.text[from..].char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' | ',' | ';' if depth == 0 => return from + place,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
        }
        self.text.len()
    }

    /// The stage's callback: what is behind its word.
    fn callback(&self) -> Option<(usize, usize)> {
        let (start, end) = self.stage();
        let stage = &self.text[start..end];
        let word = stage.split_whitespace().next()?;
        let before = stage.find(word)? + word.len();
        let callback = stage[before..].trim();
        let start = start + before + stage[before..].find(callback)?;
        Some((start, start + callback.len()))
    }

    /// Another word for the stage, or another method.
    fn keyword(&self, from: &str, to: &str) -> Option<Proposal> {
        let is_method = self.text[..self.start].ends_with('.') && self.here() == from;
        let before = if is_method { &self.text[..self.end] } else { &self.text[..self.start] };
        let before = before.trim_end_matches('(').trim_end();
        let method = before.strip_suffix(from).filter(|rest| rest.ends_with('.')).map(str::len);
        let (start, _) = self.stage();
        let word = self.text[start..].trim_start();
        let stage = word.starts_with(from).then(|| self.text.len() - word.len());
        let start = method.or(stage)?;
        self.replaced(start, start + from.len(), to)
    }

    /// The type of a method's closure as a reference, or a reference to a function's parameter.
    fn reference(&self) -> Option<Proposal> {
        if self.text[..self.start].ends_with('.') {
            let parameter = self.end + self.text[self.end..].strip_prefix("(|")?.find('|')? + 2;
            let colon = self.end + self.text[self.end..parameter].find(": ")?;
            return self.inserted(colon + 2, "&");
        }
        (!self.here().contains('|')).then(|| self.inserted(self.start, "&"))?
    }

    /// The word that was meant, where there is more of the stage than that.
    fn another_word(&self) -> Option<Proposal> {
        let word = self.behind("did you mean ")?;
        let is_all = self.text[self.end..].lines().next().is_none_or(|line| line.trim().is_empty());
        (!is_all).then(|| self.replaced(self.start, self.end, word))?
    }

    /// A value is one that may be there already; a future is none.
    fn value_as_a_source(&self) -> Option<Proposal> {
        let is_value = self.message.contains("begins with") && !self.message.contains("Future");
        is_value.then(|| self.inserted(self.start, "maybe "))?
    }

    fn bars(&self) -> Option<Proposal> {
        let tuple = self.here().strip_prefix('(').and_then(|list| list.strip_suffix(')'));
        let with = match tuple {
            Some(list) => list.trim_end_matches(',').replace(',', " |"),
            None => " |".into(),
        };
        self.replaced(self.start, self.end, &with)
    }

    fn semicolon(&self) -> Option<Proposal> {
        let place = match self.here() {
            "," => return self.replaced(self.start, self.end, ";"),
            _ if self.message.contains("between") => self.behind_what_is_before(),
            _ => self.end,
        };
        self.inserted(place, ";")
    }

    fn call_with_the_result(&self) -> Option<Proposal> {
        if self.message.contains("write a closure") {
            let (start, end) = self.callback()?;
            let (receiver, _) = self.text[start..end].split_once('.')?;
            return self.inserted(start, &format!("|{receiver}| "));
        }
        if self.here() == "()" {
            return self.replaced(self.start, self.end, "");
        }
        self.inserted(self.start + 1, "_, ")
    }

    fn closure_around_the_call(&self) -> Option<Proposal> {
        let (word, _) = self.behind("write a closure, as in ")?.strip_prefix('|')?.split_once('|')?;
        let (start, end) = self.callback()?;
        let call = format!("{}{word}{}", &self.text[start..self.start], &self.text[self.end..end]);
        self.replaced(start, end, &format!("|{word}| {call}"))
    }

    fn type_behind_the_pattern(&self) -> Option<Proposal> {
        let error = self.behind("behind the pattern, ")?;
        let bar = self.end + self.text[self.end..].find('|')?;
        if self.text[self.end..bar].trim().is_empty() {
            return self.replaced(self.start, bar, &format!("_{error}"));
        }
        self.inserted(bar, error)
    }

    /// `catch |e: A | B| ..` as `catch A | B => |e| ..`.
    fn listed_before_the_handler(&self) -> Option<Proposal> {
        let (start, _) = self.callback()?;
        let (pattern, first) = self.text[start..self.end].strip_prefix('|')?.split_once(':')?;
        let bar = self.end + self.text[self.end..].find('|')?;
        self.replaced(start, bar, &format!("{} => |{pattern}", first.trim()))
    }

    fn named_before_the_handler(&self) -> Option<Proposal> {
        let error = self.behind("is given the failure, but takes ");
        match error {
            Some(error) => self.inserted(self.start, &format!("{error} => ")),
            None => self.keyword("catch_all", "catch"),
        }
    }

    /// Without the name in a list of names, without the method, or without the stage.
    fn without_the_handler(&self) -> Option<Proposal> {
        let before = self.text[..self.start].trim_end();
        if let Some(list) = before.strip_suffix('|').filter(|_| self.text[self.end..].contains("=>")) {
            let is_list = self.text[self.end..].trim_start().starts_with("=>");
            if is_list && list.ends_with(|c: char| c.is_alphanumeric() || c == ' ') {
                return self.replaced(list.trim_end().len(), self.end, "");
            }
        }
        if let Some(rest) = before.strip_suffix('.') {
            let end = self.ends(self.text[self.start..].find('(')? + self.start + 1) + 1;
            return self.replaced(rest.trim_end().len(), end, "");
        }
        let (start, end) = self.stage();
        let end = end + usize::from(self.text[end..].starts_with(','));
        self.replaced(start, end, "")
    }

    fn names_without_the_rest(&self) -> Option<Proposal> {
        let behind = &self.text[self.end..];
        if self.here() == "_" {
            return self.replaced(self.start, self.end + behind.find("=>")? + 3, "");
        }
        let bar = behind.trim_start().strip_prefix('|').filter(|_| self.message.contains("both sides"))?;
        self.replaced(self.end, self.text.len() - bar.len(), "")
    }

    fn named_once(&self) -> Option<Proposal> {
        if let Some((first, _)) = self.here().split_once(" | ") {
            return self.replaced(self.start, self.end, first);
        }
        let list = self.text[..self.start].trim_end().strip_suffix('|')?;
        self.replaced(list.trim_end().len(), self.end, "")
    }

    /// `Downcast<X>` for `Downcast<X, Y>`, where `Y` is none that others can be taken out of.
    fn out_of_any_error(&self) -> Option<Proposal> {
        let comma = self.here().rfind(',')?;
        self.replaced(self.start + comma, self.end - 1, "")
    }

    /// One error more among those that a stage `raises`, or its attribute.
    fn one_name_more(&self) -> Option<Proposal> {
        if self.message.contains("comes out of this `?`") {
            let attribute = self.text[..self.start].rfind("#[raises(")?;
            let end = attribute + self.text[attribute..].find(")]")?;
            let names = self.quoted(0)?.trim_start_matches('(').trim_end_matches([')', ',']).split(", ");
            let missing = names.filter(|name| !self.text[attribute..end].contains(name));
            return self.inserted(end, &missing.map(|name| format!(", {name}")).collect::<String>());
        }
        let error = self.message.split_once("` may be in flight here").and_then(|_| self.quoted(0))?;
        // A type parameter that is a set cannot be named among errors.
        if self.text.contains(&format!("{error}: ErrorSet")) {
            return None;
        }
        let (start, end) = self.stage();
        let stage = self.text[start..end].trim();
        if !stage.starts_with("raises") {
            return None;
        }
        let end = start + self.text[start..end].trim_end().len();
        match stage.strip_suffix("nothing") {
            Some(_) => self.replaced(end - "nothing".len(), end, error),
            None => self.inserted(end, &format!(" | {error}")),
        }
    }

    fn debug_format(&self) -> Option<Proposal> {
        let inside = self.here().strip_prefix('{')?.strip_suffix('}')?;
        self.replaced(self.start, self.end, &format!("{{{inside}:?}}"))
    }

    fn in_join(&self) -> Option<Proposal> {
        let members = self.here().strip_prefix('(').filter(|_| self.message.contains("of one type"))?;
        let call = self.text[..self.start].trim_end_matches('(');
        let name = call.len() - call.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_').count();
        let members = members.strip_suffix(')')?;
        self.replaced(name, self.end + 1, &format!("deferred::join!({members})"))
    }

    /// The set that the method's callback adds to, before the method.
    fn raised_before(&self) -> Option<Proposal> {
        let (gives, set) = (self.quoted(0)?, self.quoted(1)?);
        let added = gives.strip_prefix("Result<")?.strip_suffix('>')?.rsplit_once(", ")?.1;
        let known = set.strip_prefix('(')?.strip_suffix(')')?.trim_end_matches(',');
        let all = if known.is_empty() { format!("{added},") } else { format!("{known}, {added}") };
        let dot = self.text[..self.start].trim_end().strip_suffix('.')?.len();
        let mut edits = self.derived(added, "Debug").unwrap_or_default();
        edits.extend(self.inserted(dot, &format!(".raises_at_most::<({all}), _>()"))?);
        Some(edits)
    }

    /// One error as the tuple of it, by the path that is written there.
    fn set_of_errors(&self) -> Option<Proposal> {
        let name = self.quoted(0)?.rsplit("::").next()?;
        let end = self.here().rfind(name)? + name.len();
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let path = &self.here()[self.here()[..end].trim_end_matches(is_path).len()..end];
        self.replaced(self.start + end - path.len(), self.start + end, &format!("({path},)"))
    }

    /// A trait more, derived by the types of these names that the file declares.
    fn derived(&self, names: &str, what: &str) -> Option<Proposal> {
        let names = names.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty());
        let edits: Proposal = names
            .filter_map(|name| {
                let is_end = |text: &str| !text.starts_with(|c: char| c.is_alphanumeric() || c == '_');
                let declared = ["struct ", "enum "].map(|word| format!("{word}{name}"));
                let place = declared.iter().find_map(|declared| {
                    let mut all = self.text.match_indices(declared.as_str());
                    all.find(|(place, _)| is_end(&self.text[place + declared.len()..]))
                })?;
                let start = self.text[..place.0].rfind('\n').map_or(0, |place| place + 1);
                let derives = self.text[..start].trim_end().strip_suffix(")]").map(str::len);
                let line = self.text[..start].trim_end().rfind('\n').map_or(0, |place| place + 1);
                match derives.filter(|_| self.text[line..start].contains("#[derive(")) {
                    Some(_) if self.text[line..start].contains(what) => None,
                    Some(end) => Some(Edit { start: end, end, with: format!(", {what}") }),
                    None => Some(Edit { start, end: start, with: format!("#[derive({what})]\n") }),
                }
            })
            .collect();
        (!edits.is_empty()).then_some(edits)
    }
}
